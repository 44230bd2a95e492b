import type { CodeUnit } from './codeUnits';

/** So many lines tell at the least: a single one may be there by chance. */
const fewestLines = 2;

/**
 * Which of several pieces of a file a piece of other code is a new version of, by the lines that only one of them has: the one
 * that has most of those, if no other one has more than half as many, and half of all lines. Undefined when they do not tell.
 * @param found what it may be a version of, at least two
 */
export function likeliestOf(
  unit: CodeUnit,
  own: readonly string[],
  found: readonly CodeUnit[],
  lines: readonly string[],
): CodeUnit | undefined {
  const wanted = wordsIn(own, unit);
  const shared = found.map(each => [...wordsIn(lines, each)].filter(line => wanted.has(line)));
  const holders = new Map<string, number>();
  for (const line of shared.flat()) holders.set(line, (holders.get(line) ?? 0) + 1);
  const [best, second] = found
    .map((each, index) => {
      const all = shared[index] ?? [];
      return { each, all: all.length, alone: all.filter(line => holders.get(line) === 1).length };
    })
    .sort((a, b) => b.alone - a.alone);
  if (!best || best.alone < fewestLines || best.all * 2 < wanted.size) return undefined;
  return (second?.alone ?? 0) * 2 > best.alone ? undefined : best.each;
}

/** The lines that say something, without their indentation. */
function wordsIn(lines: readonly string[], { head, end }: CodeUnit): ReadonlySet<string> {
  return new Set(
    lines
      .slice(head, end)
      .map(line => line.trim())
      .filter(line => /\p{L}/u.test(line)),
  );
}
