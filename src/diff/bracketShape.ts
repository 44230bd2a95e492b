import { indentOf } from '../common/code/indent';
import type { ReadLine } from './readLines';

/** Two brackets that belong to each other. */
interface Pair {
  /** The line of the opening one. */
  readonly open: number;
  /** The line where the statement of the opening one begins: parameters may go over several. */
  readonly start: number;
  /** The line of the closing one. */
  readonly close: number;
}

/**
 * How deep each line of some code stands, as a number of blanks: as it is indented, but deeper than what it is inside of by its brackets.
 * What stands too far to the left, such as a label or a comment, stands where the lines beside it do.
 * @param isByBrackets whether indentation says nothing in the language: what begins anew outside of all brackets stands at one depth
 */
export function bracketDepths(
  lines: readonly string[],
  read: readonly ReadLine[],
  isByBrackets = false,
): number[] {
  const own = lines.map(line => indentOf(line).length);
  const around = enclosing(lines, read, own);
  const levels = levelsOf(lines, own, around);
  const depths: number[] = [];
  const level = own.reduce(
    (least, indent, index) =>
      !around[index] && !read[index]?.within && isCode(lines[index] ?? '') ? Math.min(least, indent) : least,
    Infinity,
  );
  /** Whether what stands above, outside of all brackets, is complete. */
  let isComplete = true;
  for (const [index, indent] of own.entries()) {
    const pair = around[index];
    const line = lines[index] ?? '';
    if (!pair) {
      depths.push(isByBrackets && isComplete && !read[index]?.within ? Math.min(indent, level) : indent);
      if (isCode(line) && !read[index]?.within)
        isComplete = /[;}]\s*$/.test(line) && (read[index]?.open.length ?? 0) === 0;
      continue;
    }
    if (pair.close === index) isComplete = /[;}]\s*$/.test(line);
    const base = depths[pair.start] ?? 0;
    const isEnd = pair.close === index;
    const isLeft = indent <= (own[pair.start] ?? 0);
    const inside = levels.get(pair) ?? 0;
    depths.push(
      isEnd ? Math.max(indent, base) : isLeft ? Math.max(inside, base + 1) : Math.max(indent, base + 1),
    );
  }
  return depths;
}

function isCode(line: string): boolean {
  return line.trim() !== '' && !/^\s*(?:\/\/|\/?\*|#)/.test(line);
}

/** Where the lines right inside of a pair stand: 0 where most of them are no deeper than its beginning. */
function levelsOf(
  lines: readonly string[],
  own: readonly number[],
  around: readonly (Pair | undefined)[],
): ReadonlyMap<Pair, number> {
  const levels = new Map<Pair, number>();
  const left = new Map<Pair, number>();
  const right = new Map<Pair, number>();
  for (const [index, pair] of around.entries()) {
    if (!pair || pair.close === index || lines[index]?.trim() === '') continue;
    const indent = own[index] ?? 0;
    const isLeft = indent <= (own[pair.start] ?? 0);
    const counts = isLeft ? left : right;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
    if (!isLeft) levels.set(pair, Math.min(levels.get(pair) ?? Infinity, indent));
  }
  for (const [pair, count] of left) if (count > (right.get(pair) ?? 0)) levels.set(pair, 0);
  return levels;
}

/** The innermost pair that each line stands in, or ends with its first signs. */
function enclosing(
  lines: readonly string[],
  read: readonly ReadLine[],
  own: readonly number[],
): (Pair | undefined)[] {
  const { pairs, ended } = pairsOf(read, own);
  const begun = new Map<number, Pair[]>();
  for (const pair of pairs) begun.set(pair.open, [...(begun.get(pair.open) ?? []), pair]);
  const around: (Pair | undefined)[] = [];
  let open: Pair[] = [];
  for (const index of lines.keys()) {
    const last = ended.get(index);
    while (open.length > 0 && (open.at(-1)?.close ?? 0) < index) open.pop();
    around.push(last ?? open.at(-1));
    open = open.filter(pair => pair.close > index);
    for (const pair of begun.get(index) ?? []) open.push(pair);
  }
  return around;
}

interface Opened {
  readonly bracket: string;
  readonly line: number;
  readonly start: number;
}

/** Which brackets belong to each other; and for lines that begin with closing ones the outermost pair these end. */
function pairsOf(
  read: readonly ReadLine[],
  own: readonly number[],
): { readonly pairs: readonly Pair[]; readonly ended: ReadonlyMap<number, Pair> } {
  const pairs: Pair[] = [];
  const ended = new Map<number, Pair>();
  const stack: Opened[] = [];
  for (const [index, { closers, leading, open }] of read.entries()) {
    let start = index;
    for (const [number, bracket] of closers.entries()) {
      const at = openedBy(stack, bracket, number < leading ? (own[index] ?? 0) : undefined, own);
      const opened = stack[at];
      if (!opened) continue;
      stack.length = at;
      const pair = { open: opened.line, start: opened.start, close: index };
      pairs.push(pair);
      start = opened.start;
      if (number < leading) ended.set(index, pair);
    }
    for (const bracket of open) stack.push({ bracket, line: index, start });
  }
  pairs.sort((a, b) => a.open - b.open || b.close - a.close);
  return { pairs, ended };
}

const opener: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Which of the open brackets a closing one ends, -1 for none. Usually the last one. One that stands first on its line may end another one,
 * as far to the left as it is itself: the brackets of a branch that is not compiled need not come out even.
 */
function openedBy(
  stack: readonly Opened[],
  bracket: string,
  indent: number | undefined,
  own: readonly number[],
): number {
  const wanted = opener[bracket];
  const last = stack.at(-1);
  const isLast = last?.bracket === wanted;
  if (indent !== undefined && bracket === '}') {
    if (isLast && (own[last?.start ?? 0] ?? 0) <= indent) return stack.length - 1;
    const same = stack.findLastIndex(each => each.bracket === wanted && own[each.start] === indent);
    if (same >= 0) return same;
  }
  if (isLast) return stack.length - 1;
  return bracket === '}' ? stack.findLastIndex(each => each.bracket === wanted) : -1;
}
