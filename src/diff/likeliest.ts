import type { CodeUnit } from './codeUnits';

/** So many lines are shared at the least: a single one stands in many places. */
const fewestShared = 2;

/**
 * Which of several pieces of a file a piece of other code is a new version of, by the lines of its body: the one that has most of
 * them, if no other one has more than half as many. Undefined when they do not tell.
 * @param found what it may be a version of, at least two
 */
export function likeliestOf(
  unit: CodeUnit,
  own: readonly string[],
  found: readonly CodeUnit[],
  lines: readonly string[],
): CodeUnit | undefined {
  const body = wordsIn(own, unit);
  const [best, second] = found
    .map(each => ({ each, shared: [...wordsIn(lines, each)].filter(line => body.has(line)).length }))
    .sort((a, b) => b.shared - a.shared);
  if (!best || best.shared < fewestShared || best.shared * 2 < body.size) return undefined;
  return (second?.shared ?? 0) * 2 > best.shared ? undefined : best.each;
}

/** The lines below the head that say something. */
function wordsIn(lines: readonly string[], { head, end }: CodeUnit): ReadonlySet<string> {
  return new Set(
    lines
      .slice(head + 1, end)
      .map(line => line.trim())
      .filter(line => /\p{L}/u.test(line)),
  );
}
