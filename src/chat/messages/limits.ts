import * as v from 'valibot';

/** Bounds of what either side accepts. */
export const limits = {
  /** One message of the user, or one draft. */
  message: 200_000,
  /** Text of one part of an answer, and of code handed over by the page. */
  answer: 8_000_000,
  /** Items of one conversation that travel in a state. */
  items: 2_000,
  conversations: 1_000,
  /** Messages that wait and travel in a state; those said last wait unseen. */
  queue: 1_000,
  chips: 64,
  /** One dropped file of which only the content is known. */
  droppedText: 512_000,
} as const;

/** One of a conversation, an item or a queued message; opaque. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** A number of things, or an index. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A duration, or a point in time since 1970, in ms. */
export const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
/** A short text for the eye. */
export const label = v.pipe(v.string(), v.maxLength(2_000));
/** What a user wrote. */
export const message = v.pipe(v.string(), v.maxLength(limits.message));
/** What a model wrote: hostile input. */
export const answerText = v.pipe(v.string(), v.maxLength(limits.answer));
/** A path or an address; never trusted. */
export const path = v.pipe(v.string(), v.maxLength(4_096));
