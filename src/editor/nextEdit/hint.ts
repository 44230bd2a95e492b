/** Where the edit is that a hint is about. Lines count from 0. */
export interface HintPlace {
  /** The line of the cursor; undefined when it is in another document. */
  readonly cursorLine: number;
  /** The line of the edit. */
  readonly line: number;
  /** The name of its file, where that is another one. */
  readonly file: string | undefined;
  /** At how many places it changes something. */
  readonly places: number;
}

/**
 * The hint beside the cursor: which key, and where it leads.
 *
 * @param key the name of the key, as the user knows it; empty while another one has it: then only the place is said
 * @param isHere whether the key applies the edit, rather than going to it
 */
export function hintText(key: string, isHere: boolean, place: HintPlace): string {
  const { cursorLine, line, file, places } = place;
  const many = places > 1 ? ` ×${places}` : '';
  if (isHere) return key === '' ? '' : `${key}${many}`;
  const arrow = file !== undefined ? '→' : line === cursorLine ? '↔' : line > cursorLine ? '↓' : '↑';
  const where = file === undefined ? `${line + 1}` : `${file}:${line + 1}`;
  return `${key} ${arrow} ${where}${many}`.trim();
}

/** A run of lines, both inclusive. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** The line behind which the hint stands: that of the cursor, or the visible one nearest to it. */
export function hintLine(cursorLine: number, { first, last }: LineSpan): number {
  return Math.min(Math.max(cursorLine, first), Math.max(first, last));
}
