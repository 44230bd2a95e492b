import { rewritesRest } from './rewrittenRest';

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const quotes: ReadonlySet<string> = new Set(['"', "'", '`']);

/**
 * How many UTF-16 code units right of the cursor a text takes the place of. An editor that closes brackets and
 * quotes by itself leaves `foo("█")`; a text such as `a", b) {` brings its own `"` and `)`, which are to replace
 * those. Counts only what directly follows the cursor and what the first line of the text closes without having
 * opened it. A text that writes the rest of the line anew takes the place of all of it.
 */
export function replacedSuffix(text: string, suffix: string): number {
  const rest = /^[^\r\n]*/.exec(suffix)?.[0] ?? '';
  if (!/[\r\n]/.test(text) && rewritesRest(text, rest)) return rest.trimEnd().length;
  const closers = unmatchedClosers(text.split('\n', 1)[0] ?? '', suffix);
  let count = 0;
  while (count < closers.length && suffix[count] === closers[count]) count++;
  return count;
}

function unmatchedClosers(line: string, suffix: string): string[] {
  const open: string[] = [];
  const unmatched: string[] = [];
  let quote = quoteAtCursor(line, suffix);
  let outer = quote !== undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== undefined) {
      if (char === '\\') at++;
      else if (char === quote) {
        if (outer) unmatched.push(char);
        outer = false;
        quote = undefined;
      }
    } else if (quotes.has(char) && line.includes(char, at + 1)) quote = char;
    else if (char === '(' || char === '[' || char === '{') open.push(char);
    else if (char in openerOf) {
      if (open.at(-1) === openerOf[char]) open.pop();
      else unmatched.push(char);
    }
  }
  return unmatched;
}

/** The quote in which a text begins: one that follows the cursor and of which the text holds an odd number. */
function quoteAtCursor(line: string, suffix: string): string | undefined {
  const quote = suffix.charAt(0);
  if (!quotes.has(quote)) return undefined;
  const count = line.replace(/\\./g, '').split(quote).length - 1;
  return count % 2 === 1 ? quote : undefined;
}
