import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import { isOnlyRead } from './findFromFilter';
import { kindOf } from './kinds';
import { holdsFunction, mayChange } from './loops';
import type { JsRule } from './rule';
import { endOf, freshName, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'for-of-from-index';

/**
 * `for (let i = 0; i < xs.length; i++)` that uses `i` only to read `xs[i]` goes over the elements. Where the code does
 * not tell that it is an array, or something in the loop might change it, the answer says what is assumed.
 */
export const forOfFromIndex: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      ForStatement(path) {
        const rewrite = rewriteLoop(source, path);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

function rewriteLoop(source: JsSource, path: NodePath<t.ForStatement>): Rewrite | undefined {
  const { init, test, update, body } = path.node;
  const index = countsFromZero(init, update);
  const list = index && lengthTested(test, index);
  if (!index || !list || !init || !update || holdsFunction(body)) return undefined;
  if (source.doubtful.has(list.name) || hasComment(source, startOf(init), startOf(body))) return undefined;
  const [from, to] = [startOf(body), endOf(body)];
  if (source.assigned.get(list.name)?.some(at => at >= from && at < to)) return undefined;
  const reads = readsIn(path, index, list.name);
  if (!reads || reads.length === 0) return undefined;
  const listPath = path.get('test').get('right');
  const object = Array.isArray(listPath) ? undefined : listPath.get('object');
  const kind = object && !Array.isArray(object) ? kindOf(object) : undefined;
  if (kind !== undefined && kind !== 'array') return undefined;
  const assumed = [
    ...(kind === 'array' ? [] : [`\`${list.name}\` is an array`]),
    ...(mayChange(body) ? [`nothing in the loop changes \`${list.name}\``] : []),
  ];
  const named = namedElement(source, body, reads);
  const item = named?.name ?? `const ${freshName(source, 'item', 'element', 'entry')}`;
  const head: TextEdit = { start: startOf(init), end: endOf(update), text: `${item} of ${list.name}` };
  const uses = named
    ? [named.edit]
    : reads.map(({ node }) => ({
        start: startOf(node),
        end: endOf(node),
        text: item.slice('const '.length),
      }));
  return {
    rule: id,
    why: 'goes over the elements, without an index to keep',
    assumes: assumed.length > 0 ? assumed.join(' and ') : undefined,
    at: startOf(path.node),
    edits: [head, ...uses],
  };
}

/** The name in `let i = 0` with `i++`. */
function countsFromZero(
  init: t.Node | null | undefined,
  update: t.Node | null | undefined,
): string | undefined {
  if (!t.isVariableDeclaration(init, { kind: 'let' }) || init.declarations.length !== 1) return undefined;
  const [declared] = init.declarations;
  if (!declared || !t.isIdentifier(declared.id) || !t.isNumericLiteral(declared.init, { value: 0 }))
    return undefined;
  const { name } = declared.id;
  const counts =
    (t.isUpdateExpression(update, { operator: '++' }) && t.isIdentifier(update.argument, { name })) ||
    (t.isAssignmentExpression(update, { operator: '+=' }) &&
      t.isIdentifier(update.left, { name }) &&
      t.isNumericLiteral(update.right, { value: 1 }));
  return counts ? name : undefined;
}

/** The list in `i < xs.length`. */
function lengthTested(test: t.Node | null | undefined, index: string): t.Identifier | undefined {
  if (!t.isBinaryExpression(test, { operator: '<' }) || !t.isIdentifier(test.left, { name: index }))
    return undefined;
  const { right } = test;
  if (!t.isMemberExpression(right) || right.computed || !t.isIdentifier(right.property, { name: 'length' }))
    return undefined;
  return t.isIdentifier(right.object) && right.object.name !== index ? right.object : undefined;
}

/** All `xs[i]` in the body, when neither the list nor the index stands there in any other way. */
function readsIn(
  path: NodePath<t.ForStatement>,
  index: string,
  list: string,
): NodePath<t.MemberExpression>[] | undefined {
  const reads: NodePath<t.MemberExpression>[] = [];
  let other = false;
  path.get('body').traverse({
    Identifier(name) {
      if (name.node.name !== index && name.node.name !== list) return;
      const { parentPath } = name;
      if (!parentPath.isMemberExpression() || !parentPath.node.computed) {
        other ||= !(parentPath.isMemberExpression() && name.key === 'property');
        return;
      }
      const { object, property } = parentPath.node;
      if (!t.isIdentifier(object, { name: list }) || !t.isIdentifier(property, { name: index })) other = true;
      else if (!isOnlyRead(parentPath)) other = true;
      else if (name.key === 'object') reads.push(parentPath);
    },
  });
  return other ? undefined : reads;
}

/** `const x = xs[i];` as the first thing in the loop, and no other use: then the loop itself can name the element. */
function namedElement(
  source: JsSource,
  body: t.Statement,
  reads: readonly NodePath<t.MemberExpression>[],
): { name: string; edit: TextEdit } | undefined {
  const [first, second] = t.isBlockStatement(body) ? body.body : [];
  const [read] = reads;
  if (reads.length !== 1 || !second || !t.isVariableDeclaration(first) || first.kind === 'var')
    return undefined;
  const [declared, ...more] = first.declarations;
  if (!declared || more.length > 0 || declared.init !== read?.node || !t.isIdentifier(declared.id))
    return undefined;
  if (declared.id.typeAnnotation || hasComment(source, startOf(body), startOf(second))) return undefined;
  return {
    name: `${first.kind} ${textOf(source, declared.id)}`,
    edit: { start: startOf(first), end: startOf(second), text: '' },
  };
}
