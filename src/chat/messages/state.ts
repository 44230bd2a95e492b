import * as v from 'valibot';
import { contextState } from './context';
import { helpAction, transcriptItem } from './items';
import { limits, id, count, ms, label, message } from './limits';

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

/** How the page behaves; from the settings of the user. */
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
  /** Such as `gpt-oss-120b` or `embedded engine`. */
  name: label,
  level: v.picklist(['good', 'busy', 'bad']),
  /** Such as `connected`, `connecting`, `no key`. */
  word: label,
  detail: v.optional(label),
  actions: v.pipe(v.array(helpAction), v.maxLength(6)),
});
export type EndpointState = v.InferOutput<typeof endpointState>;

/**
 * A way to begin, shown in an empty conversation. Choosing it puts `prompt` into the input, or sends it, or has the tour
 * played.
 */
export const suggestion = v.object({
  label,
  prompt: message,
  send: v.boolean(),
  showsMe: v.optional(v.boolean()),
});
export type Suggestion = v.InferOutput<typeof suggestion>;

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
