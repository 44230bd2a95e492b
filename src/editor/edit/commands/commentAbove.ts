import { isCommentLine } from '../../../diff/commentLine';

/** A comment of more lines is not about what is below it. */
const mostLines = 100;

/**
 * The line where the comment right above a line begins, counted from 0; the line itself where there is none. A language service
 * leaves it out of what it calls the function, so whoever is to write comments would not see the one that is there.
 */
export function commentAbove(lineAt: (line: number) => string, first: number): number {
  let at = first;
  while (at > 0 && first - at < mostLines) {
    const begins = beginOf(lineAt, at - 1);
    if (begins === undefined) break;
    at = begins;
  }
  return at;
}

/** Where the comment begins that ends in a line; undefined where none does. */
function beginOf(lineAt: (line: number) => string, last: number): number | undefined {
  const text = lineAt(last).trimEnd();
  if (!text.endsWith('*/') || text.includes('/*')) return isCommentLine(text) ? last : undefined;
  if (!/^\s*\*/.test(text) && !/^\s*[^*;{}()]*\*\/$/.test(text)) return undefined;
  for (let at = last - 1; at >= Math.max(0, last - mostLines); at--) {
    if (lineAt(at).trimStart().startsWith('/*')) return at;
  }
  return undefined;
}
