/** When a completion is shown; fitted on calibration projects, see docs/local-engine.md. */
export interface Gate {
  /** Least chance that everything shown of the first line is right. */
  readonly firstLine: number;
  /** Least chance that a further line is right, given those before it. */
  readonly furtherLine: number;
  /**
   * Power to which the chances after a line's first symbol are taken: a place that was recalled rightly once goes
   * on being right more often than the product of independent chances says.
   */
  readonly dependence: number;
  /** The same where a symbol is recalled from the very place where the one before it was. */
  readonly following: number;
  /** Least length of recalled context (symbols) at the end of a line for going on to the next. */
  readonly contextForLines: number;
  /** Least number of characters worth showing that are not blank. */
  readonly minCharacters: number;
  /** Most lines of one completion. */
  readonly maxLines: number;
}

/** The gate of the shipped engine. */
export const defaultGate: Gate = {
  firstLine: 0.66,
  furtherLine: 0.55,
  dependence: 0.7,
  following: 0.3,
  contextForLines: 12,
  minCharacters: 2,
  maxLines: 12,
};
