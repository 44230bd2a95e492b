/** What one step of the diagnosis found out. */
export interface Finding {
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** One sentence: what was seen. */
  readonly detail: string;
  /** What the user can do about it; for failures. */
  readonly advice?: string;
}

/** One thing that has to work for a suggestion to arrive. */
export interface Step {
  /** A few words, such as `TLS certificate`. */
  readonly name: string;
  /** Tries it. Must not throw except when `signal` aborts. */
  run(signal: AbortSignal): Promise<Finding>;
}

/** A step that was run, or was not reached because an earlier one failed. */
export interface StepReport {
  readonly name: string;
  readonly outcome: Finding['outcome'] | 'not reached';
  readonly detail: string;
  readonly advice: string | undefined;
  /** How long it took, in ms. */
  readonly ms: number | undefined;
}
