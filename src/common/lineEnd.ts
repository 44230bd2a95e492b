/** A line break as VS Code documents have it. */
export type LineEnd = '\n' | '\r\n';

/** The line breaks of a text, which has one kind of them: CRLF where there is one, else LF. */
export function lineEndIn(text: string): LineEnd {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
