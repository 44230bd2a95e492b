/**
 * Cuts a text into lines that keep their line break (LF or CRLF), so that joining them gives the text back. Only the
 * last line may have none; an empty text has no lines.
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    lines.push(text.slice(from, end + 1));
    from = end + 1;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}

/** The length of the line break at the end of a line: 0, 1 or 2 UTF-16 code units. */
export function breakLength(line: string): number {
  if (!line.endsWith('\n')) return 0;
  return line.endsWith('\r\n') ? 2 : 1;
}

/**
 * Widens a selection to whole lines, as every region is: from the start of its first line to behind the line break
 * of its last. A line on which the selection ends at column 0 is not part of it. Offsets are UTF-16.
 */
export function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  if (start === 0) return { start: 0, end: lineEndFrom(text, end, 0) };
  return { start: from, end: lineEndFrom(text, end, from) };
}

function lineEndFrom(text: string, end: number, start: number): number {
  if (end > start && text[end - 1] === '\n') return end;
  const lineBreak = text.indexOf('\n', end);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}
