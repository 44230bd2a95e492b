import type { PyNode } from './tree';
import { indentAt, startsLine } from '../layout';
import type { TextEdit } from '../textEdit';
import { hasComment, type PySource } from './source';

/** A line to write: how many levels deeper than the first, and its text. */
export type PyLine = readonly [depth: number, text: string];

/**
 * The edit that puts `lines` in the place of neighbouring statements of one body; statements on the line of
 * their `def` go to lines of their own. Undefined where a comment would be lost.
 */
export function writeStatements(
  source: PySource,
  first: PyNode,
  last: PyNode,
  lines: readonly PyLine[],
): TextEdit | undefined {
  if (hasComment(source, first.from, last.to)) return undefined;
  // A statement that ends with a block goes on to the end of its line.
  const end = last.to - (/\s*$/.exec(source.code.slice(last.from, last.to))?.[0].length ?? 0);
  const { newline, unit } = source.layout;
  const write = (indent: string): string =>
    lines.map(([depth, text]) => unit.repeat(depth) + text).join(newline + indent);
  const outer = indentAt(source.code, first.from);
  if (startsLine(source.code, first.from)) return { start: first.from, end, text: write(outer) };
  const colon = first.parent?.firstChild;
  if (colon?.name !== ':' || colon.nextSibling?.from !== first.from) return undefined;
  const indent = outer + unit;
  return { start: colon.to, end, text: newline + indent + write(indent) };
}
