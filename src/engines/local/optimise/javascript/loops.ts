import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { indentAt, startsLine } from '../layout';
import type { TextEdit } from '../textEdit';
import { startOf, textOf, type JsSource } from './source';

/** The loop around a node, within its function, that is around all others; undefined where none is. */
export function outermostLoop(path: NodePath): NodePath<t.Loop> | undefined {
  let found: NodePath<t.Loop> | undefined;
  for (let at: NodePath = path; at.parentPath; at = at.parentPath) {
    const { parentPath } = at;
    if (parentPath.isFunction() || parentPath.isClass()) break;
    // What a loop begins with is evaluated once.
    const once = at.key === 'init' || (at.key === 'right' && parentPath.isForXStatement());
    if (parentPath.isLoop() && !once) found = parentPath;
  }
  return found;
}

/** The edit that puts a line of its own before a statement of a block; undefined where there is no place for it. */
export function lineBefore(source: JsSource, statement: NodePath, line: string): TextEdit | undefined {
  const start = startOf(statement.node);
  const { parentPath } = statement;
  if (!statement.inList || !startsLine(source.code, start)) return undefined;
  if (!parentPath?.isBlockStatement() && !parentPath?.isProgram()) return undefined;
  // Without a semicolon the line would go on with what the statement begins with.
  if (source.statementEnd === '' && /^[([`+\-/]/.test(textOf(source, statement.node))) return undefined;
  return { start, end: start, text: line + source.layout.newline + indentAt(source.code, start) };
}

/** Whether running a node may change a list that is known to others: it calls, assigns to properties, waits or deletes. */
export function mayChange(node: t.Node, isKnown: (node: t.Node) => boolean = () => false): boolean {
  let found = false;
  t.traverseFast(node, inner => {
    found ||=
      (changing.has(inner.type) && !isKnown(inner)) ||
      (t.isAssignmentExpression(inner) && !t.isIdentifier(inner.left)) ||
      (t.isUpdateExpression(inner) && !t.isIdentifier(inner.argument)) ||
      (t.isUnaryExpression(inner) && inner.operator === 'delete');
  });
  return found;
}

const changing = new Set<t.Node['type']>([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AwaitExpression',
  'YieldExpression',
  'ForOfStatement',
  'SpreadElement',
  'JSXElement',
]);

/** Whether a function or a class stands at or below a node. */
export function holdsFunction(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, inner => {
    found ||= t.isFunction(inner) || t.isClass(inner);
  });
  return found;
}
