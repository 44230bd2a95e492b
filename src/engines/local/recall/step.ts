import type { Source } from './votes';

/** Where something was recalled from. */
export interface Origin {
  readonly source: Source['name'];
  /** In the index of that source. */
  readonly segment: number;
  /** Where in that index; -1 when no context speaks for it. */
  readonly place: number;
}

/** A predicted symbol with the chance that it is right and the length of the context it was recalled from. */
export interface Step {
  readonly symbol: number;
  readonly confidence: number;
  readonly context: number;
  /** The place that speaks for it most. */
  readonly from: Origin;
}
