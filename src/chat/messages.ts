/**
 * The contract between the chat's two sides. The host (extension) owns the truth: conversations, transcript, queue,
 * context. The page renders it and asks for changes; it never changes the transcript by itself.
 *
 * **State and increments.** The page sends `ready` when it has loaded, was reloaded, or found that it missed
 * something; the host answers with one `state` and from then on sends increments. Every increment names what it
 * changes and is safe to receive twice. Deltas carry the offset at which they belong: a page that already has the
 * text ignores it, a page with a gap asks for the state again.
 *
 * Everything is plain JSON, crosses a process boundary, and is checked on arrival on both sides. Lengths and
 * offsets are in UTF-16 code units, times in ms, points in time in ms since 1970.
 */
import * as v from 'valibot';

/** Bounds of what either side accepts. */
export const limits = {
  /** One message of the person, or one draft. */
  message: 200_000,
  /** Text of one part of an answer, and of code handed over by the page. */
  answer: 8_000_000,
  /** Items of one conversation that travel in a state. */
  items: 2_000,
  conversations: 1_000,
  queue: 100,
  chips: 64,
  /** One dropped file of which only the content is known. */
  droppedText: 512_000,
} as const;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
const label = v.pipe(v.string(), v.maxLength(2_000));
const message = v.pipe(v.string(), v.maxLength(limits.message));
const answerText = v.pipe(v.string(), v.maxLength(limits.answer));
const path = v.pipe(v.string(), v.maxLength(4_096));

/** What an error or a notice offers to do about itself. */
export const helpAction = v.picklist(['setKey', 'retry', 'diagnose', 'reconnect', 'showLog', 'openSettings']);
export type HelpAction = v.InferOutput<typeof helpAction>;

/** What a piece of context is. `text` is content without a file, such as a drop from outside the workspace. */
export const contextKind = v.picklist([
  'file',
  'selection',
  'symbol',
  'problems',
  'changes',
  'folder',
  'text',
]);
export type ContextKind = v.InferOutput<typeof contextKind>;

/**
 * One piece of context beside the input. `automatic` ones follow the editor (the current file, the selection) and
 * come back with the next conversation; the person can switch every one off.
 */
export const contextChip = v.object({
  id,
  kind: contextKind,
  /** Short name, such as `report.ts` or `report.ts:12-20`. */
  label,
  /** The whole path or what is in it, for the tooltip and screen readers. */
  detail: v.optional(label),
  /** Estimated size in tokens. */
  tokens: v.optional(count),
  automatic: v.boolean(),
  /** `cut`: only a part fits. `blocked`: never sent, `why` says why (secret, ignored, too big, gone). */
  state: v.picklist(['ready', 'loading', 'cut', 'blocked']),
  why: v.optional(label),
});
export type ContextChip = v.InferOutput<typeof contextChip>;

/** The context of the next message, and how much of what the model can read is used. */
export const contextState = v.object({
  chips: v.pipe(v.array(contextChip), v.maxLength(limits.chips)),
  /** Tokens of the conversation so far, the context and the draft, estimated. */
  usedTokens: count,
  /** What the model can read, in tokens. 0 when unknown: no bar is drawn. */
  budgetTokens: count,
});
export type ContextState = v.InferOutput<typeof contextState>;

/** Figures of one answer, as far as they are known. */
export const answerNumbers = v.object({
  firstTokenMs: v.optional(ms),
  tokensPerSecond: v.optional(ms),
  outputTokens: v.optional(count),
  inputTokens: v.optional(count),
  cachedTokens: v.optional(count),
  totalMs: v.optional(ms),
  /** From the key press of the last redirect to the first text of the new course. */
  redirectMs: v.optional(ms),
  /** Why it ended, in a word or two: `complete`, `stopped`, `length limit`, `connection lost`. */
  endReason: v.optional(label),
});
export type AnswerNumbers = v.InferOutput<typeof answerNumbers>;

/** An error as the transcript shows it: what happened, what to do, and the buttons that do it. */
export const chatError = v.object({
  message: label,
  advice: v.optional(label),
  actions: v.pipe(v.array(helpAction), v.maxLength(6)),
});
export type ChatError = v.InferOutput<typeof chatError>;

/**
 * A stretch of an answer between redirects. The first part has no `instruction`; each later one begins where the
 * person changed the course and says with what. Parts before the last are shown folded.
 */
export const answerPart = v.object({
  /** Markdown as the model wrote it: hostile input. */
  text: answerText,
  instruction: v.optional(message),
  /** Whether the redirect came by itself, on a pause while typing. */
  live: v.optional(v.boolean()),
});
export type AnswerPart = v.InferOutput<typeof answerPart>;

export const answerStatus = v.picklist([
  /** Asked, no text yet. */
  'waiting',
  'streaming',
  'completed',
  /** By the person; what is there stays. */
  'stopped',
  /** Cut short by the server, such as by its length limit. */
  'incomplete',
  'failed',
]);
export type AnswerStatus = v.InferOutput<typeof answerStatus>;

/** What the person said. */
export const userItem = v.object({
  kind: v.literal('user'),
  id,
  text: message,
  at: ms,
  /** What was attached when it was sent. */
  context: v.pipe(
    v.array(v.object({ kind: contextKind, label, detail: v.optional(label) })),
    v.maxLength(limits.chips),
  ),
  /** Present when this message was edited: which of its versions is shown (from 0) and how many there are. */
  branch: v.optional(v.object({ index: count, count })),
});
export type UserItem = v.InferOutput<typeof userItem>;

/** What the model answered. `error` is present exactly when `failed`. */
export const answerItem = v.object({
  kind: v.literal('answer'),
  id,
  at: ms,
  /** At least one. */
  parts: v.pipe(v.array(answerPart), v.minLength(1), v.maxLength(500)),
  status: answerStatus,
  model: v.optional(label),
  numbers: v.optional(answerNumbers),
  error: v.optional(chatError),
});
export type AnswerItem = v.InferOutput<typeof answerItem>;

/** Something the person should know that is no answer: context was cut, a conversation was set aside. */
export const noticeItem = v.object({
  kind: v.literal('notice'),
  id,
  at: ms,
  level: v.picklist(['info', 'warning', 'error']),
  text: label,
  actions: v.pipe(v.array(helpAction), v.maxLength(6)),
});
export type NoticeItem = v.InferOutput<typeof noticeItem>;

export const transcriptItem = v.variant('kind', [userItem, answerItem, noticeItem]);
export type TranscriptItem = v.InferOutput<typeof transcriptItem>;

/** A message that waits for the end of the running answer. Sent in order. */
export const queuedMessage = v.object({ id, text: message });
export type QueuedMessage = v.InferOutput<typeof queuedMessage>;

/** A conversation in the list. */
export const conversationSummary = v.object({
  id,
  title: label,
  updatedAt: ms,
  messages: count,
  /** Whether an answer is streaming in it. */
  busy: v.boolean(),
  /** A line of the text in which a search found its words. */
  excerpt: v.optional(label),
});
export type ConversationSummary = v.InferOutput<typeof conversationSummary>;

/** How the page behaves; from the settings of the person. */
export const chatSettings = v.object({
  /** Whether a running answer is redirected on a pause while typing, without Enter. */
  liveRedirect: v.boolean(),
  /** The pause, in ms. */
  liveRedirectPauseMs: v.pipe(v.number(), v.minValue(100), v.maxValue(10_000)),
  /** Whether code blocks wrap long lines until told otherwise. */
  wrapCode: v.boolean(),
  showNumbers: v.boolean(),
});
export type ChatSettings = v.InferOutput<typeof chatSettings>;

/** Where answers come from and whether they can. */
export const endpointState = v.object({
  /** Such as `gpt-oss-120b` or `local engine`. */
  name: label,
  level: v.picklist(['good', 'busy', 'bad']),
  /** Such as `connected`, `connecting`, `no key`. */
  word: label,
  detail: v.optional(label),
  actions: v.pipe(v.array(helpAction), v.maxLength(6)),
});
export type EndpointState = v.InferOutput<typeof endpointState>;

/** A way to begin, shown in an empty conversation. Choosing it puts `prompt` into the input, or sends it. */
export const suggestion = v.object({ label, prompt: message, send: v.boolean() });
export type Suggestion = v.InferOutput<typeof suggestion>;

/** One row of the completion after `@`. */
export const mentionItem = v.object({
  /** Handed back in `addContext`. Opaque to the page. */
  id: path,
  kind: contextKind,
  label,
  detail: v.optional(label),
  /** Whether choosing it goes on (a folder, `@symbol`) with `insert` in place of the query, instead of attaching. */
  insert: v.optional(label),
});
export type MentionItem = v.InferOutput<typeof mentionItem>;

/** Everything the page shows of one conversation. */
export const chatState = v.object({
  conversation: v.object({ id, title: label }),
  items: v.pipe(v.array(transcriptItem), v.maxLength(limits.items)),
  /** How many older items are not among `items`; `loadOlder` brings them. */
  olderItems: count,
  queue: v.pipe(v.array(queuedMessage), v.maxLength(limits.queue)),
  context: contextState,
  /** What stood in the input. The page takes it only when it has no newer text of its own. */
  draft: message,
  settings: chatSettings,
  endpoint: endpointState,
  suggestions: v.pipe(v.array(suggestion), v.maxLength(8)),
});
export type ChatState = v.InferOutput<typeof chatState>;

/** What the host tells the page. */
export const hostMessage = v.variant('type', [
  /** Replaces everything shown. The answer to `ready`, and sent when another conversation is opened. */
  v.object({ type: v.literal('state'), state: chatState }),
  /** Adds an item at the end, or replaces the one with the same id. Not for streaming: see `delta`. */
  v.object({ type: v.literal('item'), item: transcriptItem }),
  /** Older items, in order, to go before the first one shown. */
  v.object({
    type: v.literal('older'),
    items: v.pipe(v.array(transcriptItem), v.maxLength(limits.items)),
    olderItems: count,
  }),
  /** Removes this item and all after it (an edited message branches here). */
  v.object({ type: v.literal('truncate'), from: id }),
  /**
   * Text of a streaming answer. `part` is the index into its parts, `at` the length of that part before this text.
   * Coalesce to about one a frame (16 ms); the page batches further. A `waiting` answer becomes `streaming`.
   */
  v.object({ type: v.literal('delta'), answer: id, part: count, at: count, text: answerText }),
  /** The answer takes a new course: part `part` begins, empty. Deltas of earlier parts are over. */
  v.object({
    type: v.literal('redirected'),
    answer: id,
    part: count,
    instruction: message,
    live: v.boolean(),
  }),
  /** The answer has ended. */
  v.object({
    type: v.literal('ended'),
    answer: id,
    status: answerStatus,
    numbers: v.optional(answerNumbers),
    error: v.optional(chatError),
  }),
  /** Figures of an answer that is still streaming; a few times a second at most. */
  v.object({ type: v.literal('numbers'), answer: id, numbers: answerNumbers }),
  /** The whole queue, after every change of it. */
  v.object({ type: v.literal('queue'), queue: v.pipe(v.array(queuedMessage), v.maxLength(limits.queue)) }),
  v.object({ type: v.literal('context'), context: contextState }),
  v.object({ type: v.literal('settings'), settings: chatSettings }),
  v.object({ type: v.literal('endpoint'), endpoint: endpointState }),
  /** A conversation got its title, or a new one. */
  v.object({ type: v.literal('title'), conversation: id, title: label }),
  /** Puts text into the input, or appends it there, and focuses it. Never throws away what the person typed: use `append`. */
  v.object({ type: v.literal('compose'), text: message, append: v.boolean() }),
  v.object({ type: v.literal('focus') }),
  /** The answer to `listConversations`; `request` as asked, or absent when the list changed by itself. */
  v.object({
    type: v.literal('conversations'),
    request: v.optional(count),
    current: id,
    conversations: v.pipe(v.array(conversationSummary), v.maxLength(limits.conversations)),
  }),
  /** The answer to `mention`. A late one is ignored. */
  v.object({
    type: v.literal('mentions'),
    request: count,
    items: v.pipe(v.array(mentionItem), v.maxLength(100)),
  }),
  /** How an `apply` or `insert` goes on: shown at the code block. `block` as in the request. */
  v.object({
    type: v.literal('block'),
    answer: id,
    part: count,
    block: count,
    state: v.picklist(['working', 'done', 'failed']),
    /** Such as `applied to src/report.ts`. */
    text: label,
  }),
]);
/** A checked message of the host. */
export type HostMessage = v.InferOutput<typeof hostMessage>;

/** Which code block: of which answer, in which of its parts, the how-manieth in that part (from 0). */
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

/** What the page asks for. Anything it asks twice, or about something that is gone, the host ignores. */
export const pageMessage = v.variant('type', [
  /** Send me the whole `state`. */
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('loadOlder'), before: id }),

  /** Sends a message. While an answer runs the host treats it as `redirect` (the page may not know yet). */
  v.object({ type: v.literal('send'), text: message }),
  /** Changes the course of the running answer now. With none running it is a `send`. `live`: on a pause, not by Enter. */
  v.object({ type: v.literal('redirect'), text: message, live: v.boolean() }),
  /** For after the running answer. With none running it is a `send`. */
  v.object({ type: v.literal('enqueue'), text: message }),
  /** Ends the running answer and keeps what is there. The queue stays and is not sent by itself. */
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('editQueued'), id, text: message }),
  /** `to`: the index it shall have. */
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
   * off each line, until a line that closes with `fence` or the end of the part.
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
  /** The host asks the person first. */
  v.object({ type: v.literal('deleteAllConversations') }),
  /** To Markdown, in an untitled document. */
  v.object({ type: v.literal('exportConversation'), id }),

  v.object({ type: v.literal('setLiveRedirect'), on: v.boolean() }),
  /** A button of an error, a notice (`item` is its id) or the endpoint's state (no `item`). */
  v.object({ type: v.literal('help'), action: helpAction, item: v.optional(id) }),
  /** Something went wrong inside the page; for the log. Never holds text of a conversation. */
  v.object({ type: v.literal('problem'), text: label }),
]);
/** A checked message of the page. */
export type PageMessage = v.InferOutput<typeof pageMessage>;
