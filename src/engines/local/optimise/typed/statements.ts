import { indentAt, startsLine } from '../layout';
import { descendants, hasComment } from '../parsedText';
import type { TextEdit } from '../textEdit';
import type { CodeNode } from '../tree';
import { isFunction, loopNames, statementsOf, type TypedSource } from './source';

/** A line to write: how many levels deeper than the first, and its text. */
export type TypedLine = readonly [depth: number, text: string];

/**
 * The edit that puts `lines` in the place of neighbouring statements of a block; where the whole block stands on one
 * line, they go to lines of their own. Undefined where a comment would be lost.
 */
export function writeStatements(
  source: TypedSource,
  first: CodeNode,
  last: CodeNode,
  lines: readonly TypedLine[],
): TextEdit | undefined {
  if (hasComment(source, first.from, last.to)) return undefined;
  const { newline, unit } = source.layout;
  const write = (indent: string): string =>
    lines.map(([depth, text]) => unit.repeat(depth) + text).join(newline + indent);
  const outer = indentAt(source.code, first.from);
  if (startsLine(source.code, first.from)) return { start: first.from, end: last.to, text: write(outer) };
  const block = first.parent;
  if (block?.name !== 'Block') return undefined;
  const statements = statementsOf(block);
  if (statements[0] !== first || statements.at(-1) !== last || hasComment(source, block.from, block.to))
    return undefined;
  const indent = outer + unit;
  return {
    start: block.from + 1,
    end: block.to - 1,
    text: newline + indent + write(indent) + newline + outer,
  };
}

/** The statement in front of another in the same block. */
export function statementBefore(node: CodeNode): CodeNode | undefined {
  let before = node.prevSibling;
  while (before && (before.name === ';' || before.name.endsWith('Comment'))) before = before.prevSibling;
  return before;
}

/** The statement behind another in the same block. */
export function statementAfter(node: CodeNode): CodeNode | undefined {
  let after = node.nextSibling;
  while (after && (after.name === ';' || after.name.endsWith('Comment'))) after = after.nextSibling;
  return after;
}

/** Whether a statement is all that stands on its lines. */
export function ownsLines(source: TypedSource, node: CodeNode): boolean {
  return startsLine(source.code, node.from) && /^[ \t]*(?:\r?\n|$)/.test(source.code.slice(node.to));
}

/** The edit that takes a statement out, with the end of its last line. */
export function withoutLines(source: TypedSource, node: CodeNode): TextEdit {
  const start = source.code.lastIndexOf('\n', node.from - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n)?/.exec(source.code.slice(node.to))?.[0] ?? '';
  return { start, end: node.to + rest.length, text: '' };
}

const blocks = ['Block', 'ConstructorBody', 'Program', 'SelectBlock', 'SourceFile', 'SwitchBlock'];

/** Whether another statement may stand next to one: not where it is all that belongs to an `if` without braces. */
export function isInBlock({ parent }: CodeNode): boolean {
  return parent !== undefined && blocks.includes(parent.name);
}

/** The edit that puts lines of their own before a statement; undefined where the statement does not begin its line. */
export function linesBefore(
  source: TypedSource,
  statement: CodeNode,
  lines: readonly TypedLine[],
): TextEdit | undefined {
  const { code, layout } = source;
  if (!startsLine(code, statement.from) || !isInBlock(statement)) return undefined;
  const indent = indentAt(code, statement.from);
  const text = lines
    .map(([depth, line]) => layout.unit.repeat(depth) + line + layout.newline + indent)
    .join('');
  return { start: statement.from, end: statement.from, text };
}

/** The edit that puts a line of its own behind a statement. */
export function lineAfter(source: TypedSource, statement: CodeNode, line: string): TextEdit {
  const text = source.layout.newline + indentAt(source.code, statement.from) + line;
  return { start: statement.to, end: statement.to, text };
}

const repeating = ['Block', 'ExpressionStatement', 'IfStatement'];

/** The loop around a node, within its function, that is around all others; undefined where none is. */
export function outermostLoop(node: CodeNode): CodeNode | undefined {
  let found: CodeNode | undefined;
  for (let [at, inner] = [node.parent, node]; at; [at, inner] = [at.parent, at]) {
    if (isFunction(at) || ['FunctionLiteral', 'LambdaExpression', 'ClassBody'].includes(at.name)) break;
    if (!loopNames.includes(at.name)) continue;
    // What a loop goes over is evaluated once; the head of others is not looked into.
    if (inner === at.lastChild || repeating.includes(inner.name) || at.name === 'DoStatement') found = at;
  }
  // A line before a labelled loop would stand between it and its label.
  return found?.parent?.name === 'LabeledStatement' ? undefined : found;
}

/** The lines of a block as they stand where an outer statement begins; undefined where they cannot move. */
export function dedented(
  source: TypedSource,
  outer: CodeNode,
  first: CodeNode,
  end: number,
): string | undefined {
  const { code, layout } = source;
  if (!startsLine(code, outer.from) || !startsLine(code, first.from)) return undefined;
  const moved = descendants(source.root, 'StringLiteral', 'TextBlock', 'BlockComment');
  const holdsLines = moved.some(
    ({ from, to }) => from >= first.from && to <= end && code.slice(from, to).includes('\n'),
  );
  const [shallow, deep] = [indentAt(code, outer.from), indentAt(code, first.from)];
  if (holdsLines || !deep.startsWith(shallow) || deep === shallow) return undefined;
  const lines = code.slice(first.from, end).trimEnd().split(/\r?\n/);
  if (!lines.slice(1).every(line => line.trim() === '' || line.startsWith(deep))) return undefined;
  return lines
    .map((line, at) => (at > 0 && line.startsWith(deep) ? shallow + line.slice(deep.length) : line))
    .join(layout.newline);
}
