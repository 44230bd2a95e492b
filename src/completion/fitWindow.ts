import type { LineWindow } from './window';

/** Lines given up at once when a window is too large: in steps, so that its ends stay put while typing. */
const step = 15;

/** Bounds of a window, in UTF-16 code units. */
export interface WindowBounds {
  readonly maxPrefix: number;
  readonly maxSuffix: number;
}

/** About 8,000 tokens before the cursor and 2,000 behind it: for files with very long lines. */
export const defaultBounds: WindowBounds = { maxPrefix: 32_000, maxSuffix: 8_000 };

/**
 * Makes a window smaller until its text keeps within bounds, line by line, never beyond the line of the cursor.
 * @param line the line of the cursor
 * @param before length of the text from the start of a line to the cursor
 * @param behind length of the text from the cursor to the end of a line
 */
export function fitWindow(
  { firstLine, lastLine }: LineWindow,
  line: number,
  before: (line: number) => number,
  behind: (line: number) => number,
  { maxPrefix, maxSuffix }: WindowBounds = defaultBounds,
): LineWindow {
  let first = firstLine;
  let last = lastLine;
  while (first < line && before(first) > maxPrefix) first = Math.min(line, first + step);
  while (last > line && behind(last) > maxSuffix) last = Math.max(line, last - step);
  return { firstLine: first, lastLine: last };
}
