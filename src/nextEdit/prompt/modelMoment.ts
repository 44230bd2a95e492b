import type { DocumentText } from '../nextEdit';

/** A change of the last minutes. */
export interface RecentChange {
  /** The document's URI as text. */
  readonly uri: string;
  /** Hunks of a unified diff, without names of files and without a line break at the end. */
  readonly diff: string;
}

/** What a model is asked about. All of it may be sent: who builds it leaves out what is not. */
export interface ModelMoment {
  readonly active: DocumentText;
  /** Where the cursor stands in it, UTF-16. */
  readonly cursor: number;
  /** Other open documents that may be changed too, the likeliest first. */
  readonly others: readonly DocumentText[];
  /** The oldest first. */
  readonly recentDiffs: readonly RecentChange[];
}
