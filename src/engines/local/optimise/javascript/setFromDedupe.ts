import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal, kindOf } from './kinds';
import type { JsRule } from './rule';
import { mentionsName } from './tailCall';
import { endOf, hasComment, startOf, textOf, valueText, walk, type JsSource } from './source';

const id = 'set-from-dedupe';

/**
 * `xs.filter((x, i) => xs.indexOf(x) === i)`, and a loop that pushes what is not there yet, look through the list once
 * per element; a `Set` keeps each once, in the same order. It treats `NaN` and `-0` in another way; the answer says so.
 */
export const setFromDedupe: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      CallExpression(path) {
        const rewrite = fromFilter(source, path);
        if (rewrite) found.push(rewrite);
      },
      VariableDeclaration(path) {
        const rewrite = fromLoop(source, path);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

const why = 'the list was searched for every element; a set keeps each once, in order';

/** `xs.filter((x, i, all) => all.indexOf(x) === i)`. */
function fromFilter(source: JsSource, path: NodePath<t.CallExpression>): Rewrite | undefined {
  const callee = path.get('callee');
  const [keep, ...more] = path.node.arguments;
  if (!callee.isMemberExpression() || !isMethod(callee.node, 'filter') || more.length > 0) return undefined;
  const { object } = callee.node;
  if (!t.isIdentifier(object) || !t.isArrowFunctionExpression(keep) || keep.async) return undefined;
  const [item, index, all, ...others] = keep.params;
  if (!t.isIdentifier(item) || !t.isIdentifier(index) || others.length > 0) return undefined;
  if (all && !t.isIdentifier(all)) return undefined;
  const names = new Set([item.name, index.name, ...(all ? [all.name] : [])]);
  if (names.size !== keep.params.length || names.has(object.name)) return undefined;
  const { body } = keep;
  if (!t.isBinaryExpression(body) || (body.operator !== '===' && body.operator !== '==')) return undefined;
  const [call, other] = t.isIdentifier(body.right, { name: index.name })
    ? [body.left, body.right]
    : [body.right, body.left];
  if (!t.isIdentifier(other, { name: index.name }) || !t.isCallExpression(call)) return undefined;
  if (!t.isMemberExpression(call.callee) || !isMethod(call.callee, 'indexOf')) return undefined;
  const searched = call.callee.object;
  const inList = t.isIdentifier(searched) && (searched.name === object.name || searched.name === all?.name);
  const [sought, ...rest] = call.arguments;
  if (!inList || rest.length > 0 || !t.isIdentifier(sought, { name: item.name })) return undefined;
  if (!isGlobal(path, 'Set') || hasComment(source, startOf(path.node), endOf(path.node))) return undefined;
  if (beginsStatement(path) || source.doubtful.has(object.name)) return undefined;
  const list = callee.get('object');
  const kind = Array.isArray(list) ? undefined : kindOf(list);
  return {
    rule: id,
    why,
    assumes: `${kind === 'array' ? '' : `\`${object.name}\` is an array, and `}no element is \`NaN\` or \`-0\``,
    at: startOf(path.node),
    edits: [{ start: startOf(path.node), end: endOf(path.node), text: `[...new Set(${object.name})]` }],
  };
}

/** A line that begins with a bracket may go on with the line before it. */
function beginsStatement(path: NodePath): boolean {
  const statement = path.getStatementParent();
  return statement !== null && startOf(statement.node) === startOf(path.node);
}

function isMethod(callee: t.MemberExpression, name: string): boolean {
  return !callee.computed && t.isIdentifier(callee.property, { name });
}

/** `const out = [];` and right behind it a loop that pushes each element that `out` does not hold yet. */
function fromLoop(source: JsSource, path: NodePath<t.VariableDeclaration>): Rewrite | undefined {
  const [declared, ...more] = path.node.declarations;
  if (path.node.kind === 'var' || !path.inList || !declared || more.length > 0) return undefined;
  const { id: out, init } = declared;
  if (!t.isIdentifier(out) || !t.isArrayExpression(init) || init.elements.length > 0) return undefined;
  const loop = path.getNextSibling();
  if (!loop.isForOfStatement() || loop.node.await || !t.isVariableDeclaration(loop.node.left))
    return undefined;
  const [element] = loop.node.left.declarations;
  const { right, left, body } = loop.node;
  if (!element || !t.isIdentifier(element.id) || left.kind === 'var' || mentionsName(right, out.name))
    return undefined;
  if (!pushesUnseen(body, out.name, element.id.name) || element.id.name === out.name) return undefined;
  if (!isGlobal(path, 'Set') || hasComment(source, startOf(init), endOf(loop.node))) return undefined;
  const list = valueText(source, right);
  if (list.includes('\n')) return undefined;
  return {
    rule: id,
    why,
    assumes: 'no element is `NaN` or `-0`',
    at: startOf(loop.node),
    edits: [
      {
        start: startOf(init),
        end: endOf(loop.node),
        text: `[...new Set(${list})]${textOf(source, path.node).endsWith(';') ? ';' : ''}`,
      },
    ],
  };
}

/** `if (!out.includes(x)) out.push(x);`, or with `indexOf`. */
function pushesUnseen(body: t.Statement, out: string, item: string): boolean {
  const only = single(body);
  if (!t.isIfStatement(only) || only.alternate) return false;
  const push = single(only.consequent);
  if (!t.isExpressionStatement(push) || !isCallOn(push.expression, out, 'push', item)) return false;
  const { test } = only;
  if (t.isUnaryExpression(test, { operator: '!' })) return isCallOn(test.argument, out, 'includes', item);
  if (!t.isBinaryExpression(test) || !isCallOn(test.left, out, 'indexOf', item)) return false;
  const { operator, right } = test;
  if (operator === '<') return t.isNumericLiteral(right, { value: 0 });
  const minusOne =
    t.isUnaryExpression(right, { operator: '-' }) && t.isNumericLiteral(right.argument, { value: 1 });
  return minusOne && (operator === '===' || operator === '==');
}

function single(statement: t.Statement): t.Statement | undefined {
  if (!t.isBlockStatement(statement)) return statement;
  return statement.body.length === 1 ? statement.body[0] : undefined;
}

function isCallOn(node: t.Node, list: string, method: string, item: string): boolean {
  return (
    t.isCallExpression(node) &&
    t.isMemberExpression(node.callee) &&
    isMethod(node.callee, method) &&
    t.isIdentifier(node.callee.object, { name: list }) &&
    node.arguments.length === 1 &&
    t.isIdentifier(node.arguments[0], { name: item })
  );
}
