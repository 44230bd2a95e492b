/** When a completion is shown, and how much of it; chosen on calibration projects, see docs/local-engine.md. */
export interface Gate {
  /** Least chance that all that is shown is right, however much that is. */
  readonly least: number;
  /** The chance that something very short must have. */
  readonly wanted: number;
  /**
   * What a right completion is worth beside its characters, in characters. The greater it is, the more being right counts
   * and the less length does.
   */
  readonly worth: number;
  /**
   * Of all that is worth at least this share of what is worth most, the longest is shown: who accepts it need not type the last of
   * a line or of a block.
   */
  readonly nearly: number;
  /** Least number of characters worth showing that are not blank. */
  readonly minCharacters: number;
  /** Most lines of one completion. */
  readonly maxLines: number;
}

/** The gate of the shipped engine. */
export const defaultGate: Gate = {
  least: 0.35,
  wanted: 0.8,
  worth: 24,
  nearly: 0.8,
  minCharacters: 2,
  maxLines: 12,
};

/** How much of what was grown may be shown, in steps, the chance that all of it is right, and its characters. */
export interface Stop {
  readonly steps: number;
  readonly chance: number;
  readonly characters: number;
}

/**
 * What showing so much is worth, in characters: what is gained by it on average, less what it must gain to be shown. Nothing is
 * shown that is not worth more than nothing.
 */
export function worthOf({ least, wanted, worth }: Gate, { chance, characters }: Stop): number {
  return chance < least ? -Infinity : chance * (characters + worth) - wanted * worth;
}

/** The stop to show, of those that there are in order of their length; undefined for none. */
export function chooseStop(gate: Gate, stops: readonly Stop[]): Stop | undefined {
  const most = Math.max(0, ...stops.map(stop => worthOf(gate, stop)));
  return most > 0 ? stops.findLast(stop => worthOf(gate, stop) >= gate.nearly * most) : undefined;
}
