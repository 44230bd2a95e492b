import type { OffsetRange } from '../../diff/offsetRange';
import type { TextEdit } from '../../diff/textEdit';
import type { RecentHistory } from '../history/recentHistory';
import type { DocumentText, NextEditKind } from '../nextEdit';

/** What a prediction is made from. */
export interface PredictionMoment {
  readonly active: DocumentText;
  /** Where the cursor stands in it, UTF-16. */
  readonly cursor: number;
  /** Other open documents that may be changed too, the likeliest first. */
  readonly others: readonly DocumentText[];
  readonly history: RecentHistory;
  /** Now, ms, by the clock of the history. */
  readonly time: number;
  /** The causes of edits that the user dropped, and how many of each (`NextEdit.cause`). */
  readonly dropped?: ReadonlyMap<string, number>;
}

/** A name that was changed into another one at one place. */
export interface NameChange {
  readonly uri: string;
  /** Where the new name stands, UTF-16. */
  readonly at: OffsetRange;
  readonly from: string;
  readonly to: string;
}

/** A place of a document. */
export interface NamePlace {
  readonly uri: string;
  readonly range: OffsetRange;
}

/** What the editor knows and this room cannot. Each may be left out; one that fails or knows nothing gives undefined. */
export interface LanguageKnowledge {
  /** Where the former name still stands for what was renamed, in the texts as they are. */
  readonly places?: (change: NameChange, signal: AbortSignal) => Promise<readonly NamePlace[] | undefined>;
  /** The preferred fixes (`isPreferred`) of errors that came with the last edits. */
  readonly fixes?: (signal: AbortSignal) => Promise<readonly PreferredFix[] | undefined>;
}

/** A fix that a language service prefers. */
export interface PreferredFix {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

/** What a caller may choose. */
export interface PredictionOptions {
  /** Which kinds are looked for; all without it. */
  readonly kinds?: readonly NextEditKind[];
  /** Less likely ones are left out, 0 to 1. */
  readonly leastConfidence?: number;
  /** How many are wanted at the most. */
  readonly most?: number;
  readonly language?: LanguageKnowledge;
  /** Lets others have their turn; called after every few milliseconds of work. */
  readonly breathe: () => Promise<void>;
}
