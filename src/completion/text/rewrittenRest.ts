/** Names and numbers as a whole, other characters one by one; white space does not count. */
const token = /[\p{L}\p{N}_$]+|[^\s]/gu;

/**
 * Whether a text writes the rest of the line anew: it holds all of it, token by token and in order, and ends as it
 * does. `item.price * item.count;` is the new form of `price * count;`, not something to put in front of it. A rest
 * of nothing but brackets and punctuation is no code that could be rewritten.
 * @param line the first line of the text
 * @param rest what stands right of the cursor on its line
 */
export function rewritesRest(line: string, rest: string): boolean {
  const written: readonly string[] = line.match(token) ?? [];
  const standing: readonly string[] = rest.match(token) ?? [];
  if (!/[\p{L}\p{N}_$]/u.test(rest) || written.at(-1) !== standing.at(-1)) return false;
  let at = 0;
  for (const each of standing) {
    at = written.indexOf(each, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
