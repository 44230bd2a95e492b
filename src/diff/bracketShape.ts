import { indentOf } from '../common/code/indent';
import type { ReadLine } from './readLines';

/** A bracket that is still open at the end of its line. */
interface Bracket {
  readonly sign: string;
  /** The line where its statement begins: parameters may go over several. */
  readonly start: number;
  /** How far that line is indented. */
  readonly indent: number;
  /** The line that closes it; undefined where none does. */
  close: number | undefined;
}

/** A line of code, and what its depth is read from. */
interface Line {
  readonly text: string;
  readonly indent: number;
  readonly read: ReadLine;
}

/**
 * How deep each line of some code stands, as a number of blanks: as it is indented, but deeper than what it is inside of by its brackets.
 * What stands too far to the left, such as a label or a comment, stands where the code beside it does. What is told of lines inside of
 * a text says nothing.
 * @param isByBrackets whether indentation says nothing in the language: what begins anew outside of all brackets stands at one depth
 */
export function bracketDepths(
  lines: readonly string[],
  read: readonly ReadLine[],
  isByBrackets = false,
): number[] {
  const code = read.map((each, index): Line => {
    const text = lines[index] ?? '';
    return { text, indent: indentOf(text).length, read: each };
  });
  const { opened, ended } = matched(code);
  const around = enclosing(opened);
  const levels = levelsOf(code, around, ended);
  const outside = isByBrackets ? (levels.get(undefined) ?? Infinity) : Infinity;
  const depths: number[] = [];
  /** Whether what stands above is complete. */
  let isComplete = true;
  for (const [index, { text, indent, read }] of code.entries()) {
    const [bracket, end] = [around[index], ended[index]];
    if (end) depths.push(Math.max(indent, depths[end.start] ?? 0));
    else if (bracket) {
      const own = indent > bracket.indent ? indent : (levels.get(bracket) ?? 0);
      depths.push(Math.max(own, (depths[bracket.start] ?? 0) + 1));
    } else depths.push(isComplete ? Math.min(indent, outside) : indent);
    if (isCode(text) && read.within !== 'comment') isComplete = /[;}]\s*(?:\/[/*].*)?$/.test(text);
  }
  return depths;
}

function isCode(text: string): boolean {
  return text.trim() !== '' && !/^\s*(?:\/\/|\/\*|#)/.test(text);
}

/**
 * How far the code right inside of each bracket is indented, and that outside of all; 0 where most of it is no deeper than where the
 * bracket begins.
 */
function levelsOf(
  code: readonly Line[],
  around: readonly (Bracket | undefined)[],
  ended: readonly (Bracket | undefined)[],
): ReadonlyMap<Bracket | undefined, number> {
  const indents = new Map<Bracket | undefined, number[]>();
  for (const [index, { text, indent, read }] of code.entries()) {
    if (!isCode(text) || read.within || ended[index]) continue;
    const bracket = around[index];
    const own = indents.get(bracket) ?? [];
    own.push(indent);
    indents.set(bracket, own);
  }
  const levels = new Map<Bracket | undefined, number>();
  for (const [bracket, own] of indents) {
    const deeper = own.filter(indent => !bracket || indent > bracket.indent);
    const isLeft = deeper.length * 2 < own.length;
    levels.set(bracket, isLeft ? 0 : deeper.reduce((least, indent) => Math.min(least, indent), Infinity));
  }
  return levels;
}

/** The innermost bracket that is open where each line begins. */
function enclosing(opened: readonly (readonly Bracket[])[]): (Bracket | undefined)[] {
  const open: Bracket[] = [];
  return opened.map((brackets, index) => {
    const around = open.at(-1);
    while (open.at(-1)?.close === index) open.pop();
    for (const bracket of brackets) if (bracket.close !== undefined) open.push(bracket);
    return around;
  });
}

/** What each line opens; and the outermost bracket that is ended by those it begins with. */
function matched(code: readonly Line[]): {
  readonly opened: readonly (readonly Bracket[])[];
  readonly ended: readonly (Bracket | undefined)[];
} {
  const stack: Bracket[] = [];
  const ended: (Bracket | undefined)[] = [];
  const opened = code.map(({ indent, read: { closers, leading, open } }, index) => {
    let begun: Pick<Bracket, 'start' | 'indent'> = { start: index, indent };
    let end: Bracket | undefined;
    for (const [number, sign] of closers.entries()) {
      const isFirst = number < leading;
      const at = closedBy(stack, sign, isFirst ? indent : Infinity);
      const bracket = stack[at];
      if (!bracket) continue;
      stack.length = at;
      bracket.close = index;
      begun = bracket;
      if (isFirst) end = bracket;
    }
    ended.push(end);
    const { start } = begun;
    const brackets = open.map((sign): Bracket => ({ sign, start, indent: begun.indent, close: undefined }));
    for (const bracket of brackets) stack.push(bracket);
    return brackets;
  });
  return { opened, ended };
}

const opener: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * Which of the open brackets a closing one ends, -1 for none. Usually the last one. One that stands first on its line may end another one,
 * as far to the left as it is itself: the brackets of a branch that is not compiled need not come out even.
 * @param indent of a line that it stands first in
 */
function closedBy(stack: readonly Bracket[], sign: string, indent: number): number {
  if (sign !== '}') return stack.at(-1)?.sign === opener[sign] ? stack.length - 1 : -1;
  const last = stack.findLastIndex(each => each.sign === '{');
  if ((stack[last]?.indent ?? 0) <= indent) return last;
  const same = stack.findLastIndex(each => each.sign === '{' && each.indent === indent);
  return same < 0 ? last : same;
}
