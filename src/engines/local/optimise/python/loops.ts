import type { PyNode } from './tree';
import { indentAt, startsLine } from '../layout';
import type { TextEdit } from '../textEdit';
import type { PySource } from './source';

/** The loop around a node, within its function, that is around all others; undefined where none is. */
export function outermostLoop(node: PyNode): PyNode | undefined {
  let found: PyNode | undefined;
  for (let [at, inner] = [node.parent, node]; at; [at, inner] = [at.parent, at]) {
    if (['FunctionDefinition', 'ClassDefinition', 'LambdaExpression'].includes(at.name)) break;
    // What a `for` goes over is evaluated once.
    const repeats = at.name === 'WhileStatement' || (at.name === 'ForStatement' && inner.name === 'Body');
    if (repeats) found = at;
  }
  return found;
}

/** The edit that puts a line of its own before a statement; undefined where the statement does not begin its line. */
export function lineBefore(source: PySource, statement: PyNode, line: string): TextEdit | undefined {
  const { code, layout } = source;
  if (!startsLine(code, statement.from)) return undefined;
  const text = line + layout.newline + indentAt(code, statement.from);
  return { start: statement.from, end: statement.from, text };
}
