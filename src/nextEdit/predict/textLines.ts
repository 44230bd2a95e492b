/** A line of a text: UTF-16 offsets, without its line break. */
export interface TextLine {
  readonly start: number;
  readonly text: string;
}

/** The line of an offset, as far as `most` UTF-16 code units on each side. */
export function lineAround(text: string, offset: number, most: number): TextLine {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  const start = offset === 0 ? 0 : Math.max(from, offset - most);
  const line = text.slice(start, Math.min(end, offset + most));
  return { start, text: line.endsWith('\r') ? line.slice(0, -1) : line };
}
