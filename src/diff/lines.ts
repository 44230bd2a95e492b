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

/** Whether a line has anything but white space. */
export function isWritten(line: string): boolean {
  return line.trim() !== '';
}

/** Whether a line has any letter or digit, and so may tell where it belongs. */
export function hasWords(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}
