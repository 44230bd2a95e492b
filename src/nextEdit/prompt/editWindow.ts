import { lineNumbers } from './lineNumbers';

/** Lines of a document, UTF-16 offsets of whole lines with their line breaks. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Lines of a document, and which they are. */
export interface LineWindow extends LineRange {
  /** The line it begins with, counted from 1. */
  readonly line: number;
}

/** The lines around a cursor. */
export interface EditWindow extends LineWindow {
  /** The lines close to the cursor, within the window. */
  readonly editStart: number;
  readonly editEnd: number;
}

/** Lines above and below the cursor's own that are shown, and those of them that are close to it. */
const shownLines = 40;
const closeLines = 10;

/** So long the window and its close part are at the most, in UTF-16 code units. */
const mostShown = 8_000;
const mostClose = 3_000;

/** The lines around a cursor. Undefined where a line is so long that there is no window: nobody wrote that by hand. */
export function editWindow(text: string, cursor: number): EditWindow | undefined {
  const own = around(text, cursor, cursor);
  const close = grown(text, own, closeLines, mostClose);
  if (close.end - close.start > mostClose) return undefined;
  const shown = grown(text, close, shownLines - closeLines, mostShown);
  return { ...shown, line: lineNumbers(text)(shown.start), editStart: close.start, editEnd: close.end };
}

/** The lines around a place, `lines` of them above and below. */
export function windowAround(text: string, at: number, lines: number): LineRange {
  return grown(text, around(text, at, at), lines, mostShown);
}

function around(text: string, start: number, end: number): LineRange {
  const behind = text.indexOf('\n', end);
  return { start: lineStart(text, start), end: behind < 0 ? text.length : behind + 1 };
}

/** A range with more lines above and below, as many as there is room for; the sides take turns. */
function grown(text: string, range: LineRange, lines: number, most: number): LineRange {
  let { start, end } = range;
  for (let n = 0; n < lines; n++) {
    const above = lineStart(text, start - 1);
    if (end - above <= most) start = above;
    const break_ = text.indexOf('\n', end);
    const below = end >= text.length ? end : break_ < 0 ? text.length : break_ + 1;
    if (below - start <= most) end = below;
  }
  return { start, end };
}

/** Where the line begins in which an offset stands. */
function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
