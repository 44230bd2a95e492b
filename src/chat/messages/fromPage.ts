import * as v from 'valibot';
import { helpAction } from './items';
import { limits, id, count, label, message, answerText, path } from './limits';

/** Which code block: of which answer, in which of its parts, and which one in that part, from 0. */
const blockPlace = { answer: id, part: count, block: count };

/** What the page knows about a code block. Language and path were written by the model: hostile input. */
const blockFacts = {
  ...blockPlace,
  language: v.optional(label),
  /** The file named in the fence line (` ```ts src/a.ts `, `title="..."`) or in the line above it. */
  path: v.optional(path),
  /** The code so far, without fence and indentation. */
  code: answerText,
};

/**
 * Beside every message: the conversation it is meant for, which was on screen when the user asked. Absent when the page has
 * asked for another one that it does not know yet: then it is the one the extension shows by now.
 */
export const meantFor = v.object({ conversation: v.optional(id) });

/** What the page asks for. Anything it asks twice, or about something that is gone, the host ignores. */
export const pageMessage = v.variant('type', [
  /** Send me the whole `state`. */
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('loadOlder'), before: id }),

  /** Sends a message. While an answer runs the host treats it as `redirect` (the page may not know yet). */
  v.object({ type: v.literal('send'), text: message }),
  /** Redirects the running answer now. With none running it is a `send`. `live`: on a pause, not by Enter. */
  v.object({ type: v.literal('redirect'), text: message, live: v.boolean() }),
  /** For after the running answer. With none running it is a `send`. */
  v.object({ type: v.literal('enqueue'), text: message }),
  /** Ends the running answer and keeps what is there. The queue stays and is not sent by itself. */
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('editQueued'), id, text: message }),
  /** `to`: the index to move it to. */
  v.object({ type: v.literal('moveQueued'), id, to: count }),
  v.object({ type: v.literal('dropQueued'), id }),
  /** This queued message now: redirects with it, or sends it when nothing runs. */
  v.object({ type: v.literal('sendQueued'), id }),

  /** A past message with a new text: the transcript branches there. */
  v.object({ type: v.literal('editMessage'), id, text: message }),
  /** Shows another version of an edited message, with what followed it. */
  v.object({ type: v.literal('showBranch'), id, index: count }),
  /** The same question again; the former answer stays reachable as a branch of its message. */
  v.object({ type: v.literal('regenerate'), answer: id }),
  /** A new conversation that begins as this one up to and with this item. */
  v.object({ type: v.literal('fork'), id }),
  /** The answer as Markdown to the clipboard. */
  v.object({ type: v.literal('copyAnswer'), answer: id }),

  v.object({ type: v.literal('copyCode'), ...blockFacts }),
  v.object({ type: v.literal('insertCode'), ...blockFacts }),
  /**
   * Applies a block to a file. `follow` is present while the block still streams: the host goes on reading it from
   * its own copy of the part's text at `offset` (the first character of code), taking up to `indent` leading spaces
   * off each line, until the line that closes `fence` or the end of the part.
   */
  v.object({
    type: v.literal('applyCode'),
    ...blockFacts,
    follow: v.optional(
      v.object({ offset: count, indent: count, fence: v.pipe(v.string(), v.maxLength(64)) }),
    ),
  }),
  /** The host checks the target again: http, https and mailto only, and it shows where the link goes. */
  v.object({ type: v.literal('openLink'), href: path }),
  /** A path that a code block names; the host looks for it in the workspace only. */
  v.object({ type: v.literal('openFile'), path }),

  v.object({ type: v.literal('mention'), request: count, query: label }),
  v.object({ type: v.literal('addContext'), id: path }),
  v.object({ type: v.literal('removeContext'), id }),
  /** Files dropped from the explorer or an editor tab; as `text/uri-list` names them. */
  v.object({ type: v.literal('dropUris'), uris: v.pipe(v.array(path), v.maxLength(limits.chips)) }),
  /** A file dropped from outside VS Code: a page sees its content only. */
  v.object({
    type: v.literal('dropText'),
    name: label,
    text: v.pipe(v.string(), v.maxLength(limits.droppedText)),
  }),
  /** What stands in the input, some time after it changed, so that it outlives the window. */
  v.object({ type: v.literal('draft'), text: message }),

  v.object({ type: v.literal('listConversations'), request: count, query: label }),
  v.object({ type: v.literal('openConversation'), id }),
  v.object({ type: v.literal('newConversation') }),
  v.object({ type: v.literal('renameConversation'), id, title: label }),
  /** The host lets it be undone for a while. */
  v.object({ type: v.literal('deleteConversation'), id }),
  /** The host asks the user first. */
  v.object({ type: v.literal('deleteAllConversations') }),
  /** To Markdown, in an untitled document. */
  v.object({ type: v.literal('exportConversation'), id }),

  v.object({ type: v.literal('setLiveRedirect'), on: v.boolean() }),
  /** Plays the tour. */
  v.object({ type: v.literal('showMe') }),
  /** A button of an error, a notice (`item` is its id) or the endpoint's state (no `item`). */
  v.object({ type: v.literal('help'), action: helpAction, item: v.optional(id) }),
  /** Something went wrong inside the page; for the log. Never holds text of a conversation. */
  v.object({ type: v.literal('problem'), text: label }),
]);
/** A checked message of the page. */
export type PageMessage = v.InferOutput<typeof pageMessage>;
