import type { TextEdit } from '../diff/textEdit';

/** How a next edit was found. */
export type NextEditKind =
  /** A name that was changed, changed once more. */
  | 'rename'
  /** What was just done to a line or a block, done to its like. */
  | 'repeat'
  /** A parameter that was added, added at a call. */
  | 'argument'
  /** The language service's own preferred fix of an error that the last edit caused. */
  | 'fix'
  /** A model's. */
  | 'model';

/** An edit that the user is likely to make next, at one place of one document. */
export interface NextEdit {
  /** The document's URI as text. */
  readonly uri: string;
  /**
   * What is to be done, as one step for the user: ascending, without overlap, never empty. UTF-16 offsets into the text of the
   * document as it was handed in.
   */
  readonly edits: readonly TextEdit[];
  readonly kind: NextEditKind;
  /** How likely the user makes exactly this edit, 0 to 1, calibrated on edits that the prediction has not seen. */
  readonly confidence: number;
  /** What it was made from: the same for edits that come from the same change, so that who drops one drops them all. */
  readonly cause?: string;
}

/** A document at one moment. */
export interface DocumentText {
  /** Its URI as text. */
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
}
