/** The piece by which one line differs from another: what is removed from the old one, and what stands there then. */
export interface ChangedWords {
  /** UTF-16 code units into the old line. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const partOfWord = /[\p{L}\p{N}_$]/u;

/** With less than this share of either line in common, they are not one line that changed but two. */
const leastCommon = 0.3;

/**
 * What changes in a line. Where letters of a word are replaced, the whole word is: half a word struck out is hard to read.
 * Letters that only come or go are shown alone. Undefined when the lines have little in common.
 */
export function changedWords(before: string, after: string): ChangedWords | undefined {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from++;
  if (splitsPair(before, from) || splitsPair(after, from)) from--;
  let same = 0;
  while (same < shortest - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  if (splitsPair(before, before.length - same) || splitsPair(after, after.length - same)) same--;
  if (before.length - same > from && after.length - same > from) {
    while (from > 0 && isInWord(before, from) && isInWord(after, from)) from--;
    while (same > 0 && isInWord(before, before.length - same) && isInWord(after, after.length - same)) same--;
  }
  const common = before.slice(0, from).trim().length + before.slice(before.length - same).trim().length;
  const least = Math.min(before.trim().length, after.trim().length);
  if (least > 0 && common < least * leastCommon && !isOneWord(before, after)) return undefined;
  return { from, to: before.length - same, text: after.slice(from, after.length - same) };
}

/** Whether a place is right behind a letter of a word, or between two. */
function isInWord(text: string, at: number): boolean {
  return partOfWord.test(text.charAt(at - 1)) && partOfWord.test(text.charAt(at));
}

function isOneWord(before: string, after: string): boolean {
  return /^\s*\S*\s*$/.test(before) && /^\s*\S*\s*$/.test(after);
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}
