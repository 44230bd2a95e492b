/**
 * Where the cursor stands in a text that an editor has just inserted, in UTF-16 code units: at its end, inside a pair
 * of brackets or quotes the editor closed by itself, or on the empty line it made between two brackets.
 */
export function cursorAfter(text: string): number {
  if (pairs.has(text)) return 1;
  const between = /^(\r?\n[ \t]*)\r?\n[ \t]*$/.exec(text);
  return between?.[1] === undefined ? text.length : between[1].length;
}

const pairs: ReadonlySet<string> = new Set(['()', '[]', '{}', '""', "''", '``']);
