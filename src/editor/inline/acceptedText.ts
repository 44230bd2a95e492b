/** A text that was handed to VS Code to be shown. Offsets are UTF-16 code units from the start of the document. */
export interface OfferedText {
  /** Where it begins. */
  readonly at: number;
  readonly text: string;
  /** What it takes the place of. */
  readonly replaces: string;
}

/** One change of a document. Offsets as in `OfferedText`. */
export interface AcceptingChange {
  readonly offset: number;
  /** How much of the text it replaces. */
  readonly removed: number;
  readonly text: string;
}

/** Where the cursor belongs after an accepted text, and how far to the left of it VS Code may have put it instead. */
export interface CursorBehind {
  readonly offset: number;
  readonly shortBy: number;
}

/**
 * VS Code (seen in 1.139) counts code points and not UTF-16 code units when it puts the cursor behind a text that was
 * accepted, all of it or a word: for each character outside the Basic Multilingual Plane on the last line of the text it
 * is one too far left, and once more where that is inside of such a character.
 *
 * @returns where the cursor belongs after the change; undefined when that is not the accepting of an offered text, or
 *   VS Code counts it right
 */
export function cursorBehind(
  change: AcceptingChange,
  offered: readonly OfferedText[],
): CursorBehind | undefined {
  const pairs = pairsIn(change.text.slice(change.text.lastIndexOf('\n') + 1));
  if (pairs === 0) return undefined;
  const accepted = offered.find(offer => isPartOf(change, offer));
  if (!accepted) return undefined;
  // What stands there already, such as a closing bracket, VS Code leaves right of the cursor.
  const kept = change.removed > 0 ? commonEnd(change.text, accepted.replaces) : 0;
  return { offset: change.offset + change.text.length - kept, shortBy: pairs + 1 };
}

/** Whether a change inserts the rest of an offered text, or a part of it, where that was offered. */
export function isPartOf(change: AcceptingChange, { at, text }: OfferedText): boolean {
  const from = change.offset - at;
  return from >= 0 && from < text.length && text.startsWith(change.text, from);
}

function pairsIn(text: string): number {
  return text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0;
}

function commonEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n++;
  return n;
}
