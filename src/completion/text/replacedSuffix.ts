import { firstLine } from './lines';
import type { Nesting } from './nesting';
import { assumedFit, suffixFit, tail, type Surroundings } from './suffixFit';

/** Names and numbers as a whole, other characters one by one; white space does not count. */
const token = /[\p{L}\p{N}_$]+|[^\s]/gu;

/**
 * How many UTF-16 code units right of the cursor a text takes the place of. An editor that closes brackets and
 * quotes by itself leaves `foo("█");`; a text such as `a", b);` brings its own `"`, `)` and `;`, which are to replace
 * those. Only what the text closes without having opened it replaces something, each closer one, and what follows
 * the closers when the text ends with it; of all ways the one after which brackets fit best. A text that writes the
 * rest of the line anew takes the place of all of it.
 * @param place the whole place; where it is not known, what the suffix closes is taken to be open
 */
export function replacedSuffix(text: string, suffix: string, place?: Surroundings): number {
  const rest = firstLine(suffix);
  const rewrites = !/[\r\n]/.test(text) && rewritesRest(text, rest);
  if (!rewrites && !tail.test(rest.charAt(0))) return 0;
  const fit = place ? suffixFit(place, text) : assumedFit(suffix);
  const ways = closerEnds(fit.read(text), fit.read(rest), rest).map(end => withTail(end, text, rest));
  const faultsAt = new Map([0, ...ways].map(end => [end, fit.faults(text, end)]));
  const best = [...faultsAt].reduce((best, way) => (way[1] <= best[1] ? way : best));
  const whole = rest.trimEnd().length;
  return rewrites && fit.faults(text, whole) <= best[1] ? whole : best[0];
}

/** Behind how many closers of the rest of the line the text may go on: those that both close. In rising order. */
function closerEnds(text: Nesting, rest: Nesting, line: string): number[] {
  const ends: number[] = [];
  for (const [index, { level, end }] of rest.closed.entries()) {
    const isTail = [...line.slice(0, end)].every(char => tail.test(char));
    if (!isTail || text.closed[index]?.level !== level) break;
    ends.push(end);
  }
  return ends;
}

/** Takes along what follows the closers where the text ends with it, as far as it is punctuation. */
function withTail(end: number, text: string, line: string): number {
  const written = text.trimEnd();
  const follows = line
    .slice(end)
    .replace(/[\p{L}\p{N}_$)\]}'"`].*/u, '')
    .trimEnd();
  for (let length = follows.length; length > 0; length--) {
    const part = follows.slice(0, length);
    if (part === part.trimEnd() && written.endsWith(part.trimStart())) return end + length;
  }
  return end;
}

/**
 * Whether a text writes the rest of the line anew: it holds all of it, token by token and in order, and ends as it
 * does. `item.price * item.count;` is the new form of `price * count;`, not something to put in front of it. A rest
 * of nothing but brackets and punctuation is no code that could be rewritten.
 * @param line the first line of the text
 * @param rest what stands right of the cursor on its line
 */
function rewritesRest(line: string, rest: string): boolean {
  const [written, standing] = [tokensOf(line), tokensOf(rest)];
  if (!/[\p{L}\p{N}_$]/u.test(rest) || written.at(-1) !== standing.at(-1)) return false;
  let at = 0;
  for (const each of standing) {
    at = written.indexOf(each, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function tokensOf(line: string): string[] {
  return Array.from(line.matchAll(token), ([found]) => found);
}
