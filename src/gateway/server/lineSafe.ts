const lineEnds = /[\u0085\u2028\u2029]/g;

/**
 * Lines of JSON with those characters escaped that end a line for some readers: Python's `str.splitlines`, Node's
 * `readline`. JSON itself escapes all others, and these stand in strings only (findings/httpx-iter-lines.sh).
 */
export function lineSafe(lines: string): string {
  return lines.replace(lineEnds, end => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
