/**
 * Whether one line is the other one changed a little: the same but for its indentation, with the same beginning and end
 * over at least three fifths of the longer one, or with more than half of its characters in words and signs that both
 * have. Takes time in the length of the lines only.
 */
export function similarLines(before: string, after: string): boolean {
  const a = before.trim();
  const b = after.trim();
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shortest && a[prefix] === b[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shortest - prefix && a[a.length - 1 - suffix] === b[b.length - 1 - suffix]) suffix++;
  return (prefix + suffix) * 5 >= longest * 3 || sharesMost(a, b);
}

/** Longer lines are data; their words would cost more than they tell. */
const longestCompared = 400;

function sharesMost(a: string, b: string): boolean {
  if (Math.max(a.length, b.length) > longestCompared) return false;
  const left = new Map<string, number>();
  let total = 0;
  for (const word of wordsOf(a)) {
    left.set(word, (left.get(word) ?? 0) + 1);
    total += word.length;
  }
  let shared = 0;
  for (const word of wordsOf(b)) {
    total += word.length;
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 2 * word.length;
  }
  return shared * 2 > total;
}

/** Names and numbers, and each other sign on its own. */
function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
