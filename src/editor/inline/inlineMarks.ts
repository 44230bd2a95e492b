import { channel } from 'node:diagnostics_channel';

/** A step of answering VS Code: it asked for a suggestion, and it was handed one. */
export type InlineMark = 'called' | 'answered';

const marks = channel('codexSpark.inline');

/**
 * Tells whoever in this process subscribed to the diagnostics channel `codexSpark.inline` that a step is done: what
 * the benchmarks take the time with. Nobody does in ordinary use, and then this does nothing.
 */
export function mark(step: InlineMark): void {
  if (marks.hasSubscribers) marks.publish(step);
}
