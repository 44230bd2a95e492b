/**
 * Where the cursor stands in a text that an editor has just inserted, in UTF-16 code units: at its end, inside a pair
 * of brackets or quotes the editor closed by itself, or on the empty line it made between two brackets.
 */
export function cursorAfter(text: string): number {
  if (pairs.has(text)) return 1;
  const between = lineBreaks.exec(text);
  return between?.[2] === undefined ? text.length : (between[1]?.length ?? 0);
}

/** Whether one key may have written a text: a character, or what an editor makes of one. */
export function isOneKey(text: string): boolean {
  return /^.$/u.test(text) || pairs.has(text) || lineBreaks.test(text);
}

/** A line break with indentation, and perhaps a second one for a bracket behind. */
const lineBreaks = /^(\r?\n[ \t]*)(\r?\n[ \t]*)?$/;

const pairs: ReadonlySet<string> = new Set(['()', '[]', '{}', '""', "''", '``']);
