/**
 * A text of the same length that the grammar can read, for forms of Go that it does not know. Only the parser sees it;
 * the tree takes its names from the text itself.
 */
export function readable(code: string): string {
  return (
    code
      // `for range xs` as `for xs`.
      .replace(/(\bfor[ \t]+)range\b/g, (_, head: string) => `${head}     `)
      // No end of a statement is seen behind `true` and `false`: as names.
      .replace(/\b(?:tru|fals)e\b/g, word => `_${word.slice(1)}`)
      // Nor behind `/* ... */`: as a comment to the end of the line.
      .replace(/\/\*(?=[^\n]*?\*\/[ \t]*\r?$)(?!.*\*\/.*\*\/)/gm, '//')
  );
}
