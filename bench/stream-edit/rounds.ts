import * as v from 'valibot';
import type { EditFrames } from '../support/editFrames';

/**
 * - ours: the extension rewrites
 * - bare: its batches once more, without it
 * - direct: the same lines at the times they were sent, replaced one for one: the least lag an editor can have here
 * - quiet: nothing is rewritten
 */
export type Arm = 'ours' | 'bare' | 'direct' | 'quiet';

/** How late the timers of the extension host were, in ms. */
export const delays = v.object({ n: v.number(), p50: v.number(), p99: v.number(), max: v.number() });

/** What one round of an arm was like. */
export interface Round extends Pick<EditFrames, 'echoes' | 'missing'> {
  readonly loop: v.InferOutput<typeof delays>;
  /** Tasks of the page's main thread, in ms. */
  readonly tasks: readonly number[];
  /** From a line's last token to the frame that shows it, in ms. Of `ours` and `direct`. */
  readonly lags: readonly number[];
  /** Lines that were never seen. */
  readonly unseen: number;
}

export type Rounds = Readonly<Record<Arm, Round[]>>;
