/**
 * One replacement in a document: both what a user did (the fields of VS Code's content change event) and what is
 * to be done. Offsets and lengths are UTF-16 code units.
 */
export interface TextEdit {
  readonly offset: number;
  /** How much is replaced; 0 for an insertion. */
  readonly length: number;
  readonly text: string;
}

/**
 * Makes a list of edits whose offsets all refer to the text as it is before any of them, ascending and without
 * overlap: the form in which everything in this room returns edits, and which VS Code's edit builder takes.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { offset, length, text: insert } of edits) {
    out += text.slice(at, offset) + insert;
    at = offset + length;
  }
  return out + text.slice(at);
}
