import { channel } from 'node:diagnostics_channel';

/** A step on the way to the screen: a source was asked, it had something to offer, and VS Code was told what to draw. */
export type NextEditMark = 'asked' | 'predicted' | 'drawn';

const marks = channel('codexSpark.nextEdit');

/**
 * Tells whoever in this process subscribed to the diagnostics channel `codexSpark.nextEdit` that a step is done: what the
 * benchmarks take the time with. Nobody does in ordinary use, and then this does nothing.
 */
export function mark(step: NextEditMark): void {
  if (marks.hasSubscribers) marks.publish(step);
}
