import * as v from 'valibot';
import { contextKind } from './context';
import { limits, id, count, ms, label, message, answerText } from './limits';

/** What an error or a notice offers to do about itself. */
export const helpAction = v.picklist(['setKey', 'retry', 'diagnose', 'reconnect', 'showLog', 'openSettings']);
export type HelpAction = v.InferOutput<typeof helpAction>;

/** Figures of one answer, as far as they are known. */
export const answerNumbers = v.object({
  firstTokenMs: v.optional(ms),
  tokensPerSecond: v.optional(ms),
  outputTokens: v.optional(count),
  inputTokens: v.optional(count),
  cachedTokens: v.optional(count),
  totalMs: v.optional(ms),
  /** From the key press of the last redirect to the first text of what it asked for. */
  redirectMs: v.optional(ms),
  /** The service tier that was served in place of the one asked for, in words; only where it is another. */
  otherTier: v.optional(label),
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

/** What is attached to something the user said, by name. */
export const attachedName = v.object({ kind: contextKind, label, detail: v.optional(label) });
export type AttachedName = v.InferOutput<typeof attachedName>;
const attachedNames = v.pipe(v.array(attachedName), v.maxLength(limits.chips));

/**
 * A part of an answer between redirects. The first part has no `instruction`; each later one begins where the
 * person redirected it and says with what. Parts before the last are shown folded.
 */
export const answerPart = v.object({
  /** Markdown as the model wrote it: hostile input. */
  text: answerText,
  instruction: v.optional(message),
  /** Whether the redirect came by itself, on a pause while typing. */
  live: v.optional(v.boolean()),
  /** What was attached to the instruction. */
  context: v.optional(attachedNames),
});
export type AnswerPart = v.InferOutput<typeof answerPart>;

export const answerStatus = v.picklist([
  /** Asked, no text yet. */
  'waiting',
  'streaming',
  'completed',
  /** By the user; what is there stays. */
  'stopped',
  /** Cut short by the server, such as by its length limit. */
  'incomplete',
  'failed',
]);
export type AnswerStatus = v.InferOutput<typeof answerStatus>;

/** What the user said. */
export const userItem = v.object({
  kind: v.literal('user'),
  id,
  text: message,
  at: ms,
  /** What was attached when it was sent. */
  context: attachedNames,
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

/** Something the user should know that is no answer: context was cut, a conversation was set aside. */
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
