import * as v from 'valibot';
import { contextState, mentionItem } from './context';
import { answerNumbers, answerPart, chatError, answerStatus, transcriptItem } from './items';
import { limits, id, count, label, message, answerText } from './limits';
import { queuedMessage, conversationSummary, chatSettings, endpointState, chatState } from './state';

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
  /** The answer is redirected: part `part` begins, empty. Deltas of earlier parts are over. */
  v.object({
    type: v.literal('redirected'),
    answer: id,
    part: count,
    instruction: message,
    live: v.boolean(),
    context: answerPart.entries.context,
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
  /** Puts text into the input, or appends it there, and focuses it. Never throws away what the user typed: use `append`. */
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
