import type { DocumentText, NextEdit } from '../../nextEdit/nextEdit';
import type { NextEditMode } from './mode';

/** A moment at which next edits are asked for. */
export interface NextEditMoment {
  /** The document that the user is in, as it is. */
  readonly document: DocumentText;
  /** The cursor, in UTF-16 code units from the start of that document. */
  readonly cursor: number;
  /** What is wanted in it. */
  readonly mode: NextEditMode;
  /** The causes of edits that were dismissed (`NextEdit.cause`), and how many of each. */
  readonly dropped: ReadonlyMap<string, number>;
}

/** Where next edits come from. */
export interface NextEditSource {
  /**
   * What the user is likely to do next; most often nothing. Offsets are in the texts as they are when it is called.
   * What it resolves to after `signal` has aborted is not looked at.
   */
  predict(moment: NextEditMoment, signal: AbortSignal): Promise<readonly NextEdit[]>;
  /** Nobody is there for an edit: what is asked ahead is not needed. */
  rest?(): void;
}
