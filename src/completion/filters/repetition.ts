import { writtenLines } from '../text/lines';
import type { Filter } from './filter';

/**
 * Cuts a loop: a model that repeats itself does so up to its token limit. A block of lines, or of words on the
 * last line, that repeats up to the very end stays once. While the answer grows, lines that begin a second round
 * are held back already, since it may be a loop. Idempotent.
 *
 * Periods are found with the prefix function of Knuth, Morris and Pratt (SIAM J. Comput. 6, 1977) over the
 * reversed items: linear time.
 */
export const repetition: Filter = (text, { snapshot, growing = false }) => {
  let kept = text;
  for (;;) {
    const shorter = cutLines(kept, snapshot.prefix, growing) ?? cutWords(kept);
    if (shorter === undefined) return kept;
    kept = shorter;
  }
};

/** Only the end of an answer is looked at. */
const maxItems = 400;
/** Lines in one round at most; longer ones are chapters, not loops. */
const maxLinePeriod = 20;

function cutLines(text: string, prefix: string, growing: boolean): string | undefined {
  const all = writtenLines(text, prefix);
  // An end of white space hides no loop.
  while (all.at(-1)?.text.trim() === '') all.pop();
  const lines = all.slice(-maxItems);
  const run = loopAtEnd(
    lines.map(line => line.whole),
    period => period <= maxLinePeriod,
    (start, period) => {
      const round = lines.slice(start, start + period);
      return round.some(line => /[\p{L}\p{N}]{3}/u.test(line.whole));
    },
    growing ? 1 : 3,
  );
  if (run === undefined) return undefined;
  return text.slice(0, lines[run - 1]?.end);
}

function cutWords(text: string): string | undefined {
  const lineStart = text.trimEnd().lastIndexOf('\n') + 1;
  const words = [...text.slice(lineStart).matchAll(/\s*(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s])/gu)].slice(
    -maxItems,
  );
  const run = loopAtEnd(
    words.map(word => word[0].trim()),
    () => true,
    (start, period) => {
      const round = words.slice(start, start + period).map(word => word[0]);
      // Rows of numbers and of signs are data; words that come again and again are a loop.
      const length = round.join('').length;
      const seen = words
        .slice(start)
        .map(word => word[0])
        .join('').length;
      return /\p{L}{2}/u.test(round.join('')) && seen >= Math.max(4 * length, minLoop);
    },
    4,
  );
  const last = words[(run ?? 0) - 1];
  return last && text.slice(0, lineStart + last.index + last[0].length);
}

/** A loop of words is at least this long, in UTF-16 code units. */
const minLoop = 40;

/**
 * The shortest cut that leaves one round of a loop that reaches the end of `items`: the number of items to keep.
 * @param rounds how often a round has to stand there; 1 means that a second one has begun
 */
function loopAtEnd(
  items: readonly string[],
  fits: (period: number) => boolean,
  counts: (start: number, period: number) => boolean,
  rounds: number,
): number | undefined {
  let cut: number | undefined;
  const reversed = items.toReversed();
  for (const [period, length] of periodicEnds(reversed)) {
    const start = items.length - length;
    if (!fits(period) || length < rounds * period || !counts(start, period)) continue;
    cut = Math.min(cut ?? Infinity, start + period);
  }
  return cut;
}

/** For every period, how long the beginning of `items` is that has it. */
function periodicEnds(items: readonly string[]): Map<number, number> {
  const border = [0];
  const longest = new Map<number, number>();
  for (let i = 1; i < items.length; i++) {
    let length = border[i - 1] ?? 0;
    while (length > 0 && items[i] !== items[length]) length = border[length - 1] ?? 0;
    if (items[i] === items[length]) length++;
    border.push(length);
    // All periods of this beginning, the shortest first.
    for (let b = length; b > 0; b = border[b - 1] ?? 0) longest.set(i + 1 - b, i + 1);
  }
  return longest;
}
