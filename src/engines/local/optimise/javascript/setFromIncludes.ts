import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { indentAt, startsLine } from '../layout';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import { methodCall } from './arrayCall';
import { writeBody } from './functionBody';
import { isGlobal, kindOf } from './kinds';
import { isPure, isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, freshName, hasComment, outerStart, startOf, textOf, walk, type JsSource } from './source';

const id = 'set-from-includes';
const methods = ['filter', 'some', 'every', 'find', 'findIndex', 'map'];

/**
 * `as.filter(a => bs.includes(a))` looks through `bs` once per element; a set made of it once finds each in
 * constant time. `includes` and `Set` agree on what is equal, NaN and holes included. The callback may do
 * nothing else that could change `bs`, and the call must be the first thing its statement evaluates.
 */
export const setFromIncludes: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      CallExpression(path) {
        const outer = methodCall(path, ...methods);
        const [callback, ...more] = path.node.arguments;
        if (!outer || more.length > 0 || !isPure(outer.receiver.node)) return;
        const lookUps: NodePath<t.CallExpression>[] = [];
        path.traverse({
          CallExpression(inner) {
            if (isLookUp(source, inner, path)) lookUps.push(inner);
          },
        });
        const [first] = lookUps;
        if (!first || !isGlobal(path, 'Set')) return;
        const name = listOf(first.node);
        const same = lookUps.filter(({ node }) => listOf(node) === name);
        if (
          name === undefined ||
          !isPureArrow(callback, node =>
            same.some(
              ({ node: call }) => call === node && call.arguments.every(argument => isPure(argument)),
            ),
          )
        )
          return;
        const set = freshName(source, `${name}Set`, `${name}AsSet`);
        const looks = same.map(({ node }): TextEdit => ({
          start: startOf(node.callee),
          end: endOf(node.callee),
          text: `${set}.has`,
        }));
        const edits = hoist(source, path, `const ${set} = new Set(${name})${source.statementEnd}`, looks);
        if (!edits) return;
        found.push({
          rule: id,
          why: `\`${name}\` was searched from its start for every element; a set finds each at once`,
          assumes: isSurelyArray(first) ? undefined : `\`${name}\` is an array`,
          at: startOf(first.node),
          edits,
        });
      },
    });
    return found;
  },
};

function isSurelyArray(call: NodePath<t.CallExpression>): boolean {
  const callee = call.get('callee');
  const list = callee.isMemberExpression() ? callee.get('object') : undefined;
  return list !== undefined && kindOf(list) === 'array';
}

/** `list.includes(x)` inside the callback, on what may be an array and is declared outside of the call. */
function isLookUp(
  source: JsSource,
  inner: NodePath<t.CallExpression>,
  outer: NodePath<t.CallExpression>,
): boolean {
  const call = methodCall(inner, 'includes');
  if (!call?.receiver.isIdentifier() || inner.node.arguments.length !== 1) return false;
  const binding = inner.scope.getBinding(call.receiver.node.name);
  if (!binding || binding.path.isDescendant(outer) || source.doubtful.has(binding.identifier.name))
    return false;
  // The list is now asked for even where there is no element to look up: it must be there by then.
  if (startOf(binding.identifier) > startOf(outer.node) || binding.scope.path.isSwitchStatement())
    return false;
  const { init } = binding.path.isVariableDeclarator() ? binding.path.node : { init: undefined };
  // A handful of elements is searched as fast as a set is asked.
  const kind = kindOf(call.receiver);
  return !t.isArrayExpression(init) && (kind === undefined || kind === 'array');
}

function listOf({ callee }: t.CallExpression): string | undefined {
  return t.isMemberExpression(callee) && t.isIdentifier(callee.object) ? callee.object.name : undefined;
}

/** Puts a declaration before the statement, or the arrow function's expression, that begins with the call. */
function hoist(
  source: JsSource,
  call: NodePath,
  declaration: string,
  looks: readonly TextEdit[],
): TextEdit[] | undefined {
  let at = call;
  while (at.parentPath?.isMemberExpression() && at.key === 'object') {
    at = at.parentPath;
    if (at.parentPath?.isCallExpression() && at.key === 'callee') at = at.parentPath;
  }
  const { parentPath: parent } = at;
  if (parent?.isArrowFunctionExpression() && parent.node.body === at.node && !parent.node.async) {
    if (hasComment(source, outerStart(at.node), endOf(parent.node))) return undefined;
    const expression = withEdits(source, at.node, looks);
    if (expression.includes('\n')) return undefined;
    const edit = writeBody(
      source,
      parent.node,
      [
        [0, declaration],
        [0, `return ${expression}${source.statementEnd}`],
      ],
      false,
    );
    return edit && [edit];
  }
  const statement = parent?.isVariableDeclarator() ? parent.parentPath : parent;
  if (
    !statement?.isReturnStatement() &&
    !statement?.isVariableDeclaration() &&
    !statement?.isExpressionStatement()
  )
    return undefined;
  if (statement.isVariableDeclaration() && statement.node.declarations.length !== 1) return undefined;
  if (!statement.parentPath?.isBlockStatement() || !statement.inList) return undefined;
  const start = startOf(statement.node);
  // Without a semicolon the declaration would go on with what the statement begins with.
  if (source.statementEnd === '' && /^[([`+\-/]/.test(textOf(source, statement.node))) return undefined;
  const gap = startsLine(source.code, start)
    ? source.layout.newline + indentAt(source.code, start)
    : source.statementEnd
      ? ' '
      : '; ';
  return [{ start, end: start, text: declaration + gap }, ...looks];
}

function withEdits(source: JsSource, node: t.Node, edits: readonly TextEdit[]): string {
  const start = startOf(node);
  let text = textOf(source, node);
  for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  }
  return text;
}
