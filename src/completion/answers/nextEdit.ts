import type { Candidate } from './accepted';

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const partOfName = /[\p{L}\p{N}_$]/u;

/**
 * The next edit on a line in which a name was changed: the same change to that name right of the cursor. A user
 * who makes `(a, b) => a + b` into `(alpha█, b) => a + b` is going to write `alpha` once more. Names in strings, of
 * members (`.a`) and of keys (`a:`) are others. Undefined when there is nothing to change.
 *
 * An editor can show such an edit as ghost text only while what it replaces is still in it, letter by letter and in
 * order: `a` becomes `alpha`, but not `b`. Other renames are not offered.
 * @param before the line as it was when the cursor came to it
 * @param now the line as it is
 * @param cursor where the cursor stands in it, in UTF-16 code units
 */
export function nextEdit(before: string, now: string, cursor: number): Candidate | undefined {
  const change = renaming(before, now);
  if (change?.end !== cursor) return undefined;
  const rest = now.slice(cursor);
  const renamed = rename(rest, change);
  if (renamed === rest || !holdsInOrder(renamed, rest)) return undefined;
  // Up to the last name that was changed, so that the cursor ends up behind it.
  let same = commonEnd(rest, renamed);
  while (partOfName.test(rest.charAt(rest.length - same))) same--;
  return { text: renamed.slice(0, renamed.length - same), replaces: rest.length - same };
}

/** One name made into another; `end` is where the new one ends. */
interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly end: number;
}

/** The one name by which two lines differ; undefined when they differ in more, or in something else. */
function renaming(before: string, now: string): Renaming | undefined {
  let start = 0;
  while (start < now.length && before[start] === now[start]) start++;
  let same = commonEnd(before, now);
  // The whole name, not only the letters that were changed.
  while (partOfName.test(now.charAt(start - 1))) start--;
  while (partOfName.test(now.charAt(now.length - same))) same--;
  const from = before.slice(start, before.length - same);
  const to = now.slice(start, now.length - same);
  if (!identifier.test(to)) return undefined;
  return { from, to, end: now.length - same };
}

function rename(text: string, { from, to }: Renaming): string {
  const strings = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/.source;
  const names = /(\.\s*)?[\p{L}_$][\p{L}\p{N}_$]*(?!:|[\p{L}\p{N}_$])/u.source;
  return text.replace(new RegExp(`${strings}|${names}`, 'gu'), found => (found === from ? to : found));
}

/** Whether all characters of `part` are in `whole`, in that order. */
function holdsInOrder(whole: string, part: string): boolean {
  let at = 0;
  for (const char of part) {
    at = whole.indexOf(char, at) + char.length;
    if (at < char.length) return false;
  }
  return true;
}

function commonEnd(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}
