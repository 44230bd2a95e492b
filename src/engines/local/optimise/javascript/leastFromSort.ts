import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal } from './kinds';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, walk, type JsSource } from './source';

const id = 'least-from-sort';

/**
 * `[...xs].sort((a, b) => a - b)[0]` sorts a copy to read one number; `Math.min(...xs)` finds it in one pass. The answer
 * says what is assumed: of no number `Math.min` makes `Infinity`, and it cannot take arguments without end.
 */
export const leastFromSort: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    const add = (path: NodePath, sorted: t.Node, first: boolean): void => {
      const sorting = sortingOf(sorted);
      if (!sorting || !isGlobal(path, 'Math') || hasComment(source, startOf(path.node), endOf(path.node)))
        return;
      const rewrite = rewriteOf(source, path.node, sorting, first);
      if (rewrite) found.push(rewrite);
    };
    walk(source, {
      MemberExpression(path) {
        const { node, parent } = path;
        if (!node.computed || !t.isNumericLiteral(node.property, { value: 0 })) return;
        if (t.isAssignmentExpression(parent) || t.isUpdateExpression(parent) || t.isPattern(parent)) return;
        if (
          t.isUnaryExpression(parent, { operator: 'delete' }) ||
          (t.isCallExpression(parent) && parent.callee === node)
        )
          return;
        add(path, node.object, true);
      },
      CallExpression(path) {
        const { callee, arguments: args } = path.node;
        if (
          !t.isMemberExpression(callee) ||
          callee.computed ||
          !t.isIdentifier(callee.property, { name: 'at' })
        )
          return;
        const [at, ...more] = args;
        const last =
          t.isUnaryExpression(at, { operator: '-' }) && t.isNumericLiteral(at.argument, { value: 1 });
        if (more.length > 0 || (!last && !t.isNumericLiteral(at, { value: 0 }))) return;
        add(path, callee.object, !last);
      },
    });
    return found;
  },
};

interface Sorting {
  readonly list: t.Identifier;
  readonly upwards: boolean;
}

function rewriteOf(
  source: JsSource,
  node: t.Node,
  { list, upwards }: Sorting,
  first: boolean,
): Rewrite | undefined {
  if (source.doubtful.has(list.name)) return undefined;
  return {
    rule: id,
    why: 'finds the one number in a single pass, without copying and sorting all',
    assumes: `\`${list.name}\` holds at least one number, none of them \`NaN\` or \`-0\`, and not tens of thousands`,
    at: startOf(node),
    edits: [
      {
        start: startOf(node),
        end: endOf(node),
        text: `Math.${upwards === first ? 'min' : 'max'}(...${list.name})`,
      },
    ],
  };
}

/** `[...xs].sort(up)`, `xs.slice().sort(up)` or `xs.toSorted(up)`. */
function sortingOf(node: t.Node): Sorting | undefined {
  if (!t.isCallExpression(node) || !t.isMemberExpression(node.callee) || node.callee.computed)
    return undefined;
  const { object, property } = node.callee;
  const [compare, ...more] = node.arguments;
  if (more.length > 0 || !t.isArrowFunctionExpression(compare) || !t.isIdentifier(property)) return undefined;
  const [a, b, ...others] = compare.params;
  if (!t.isIdentifier(a) || !t.isIdentifier(b) || others.length > 0 || a.name === b.name) return undefined;
  const { body } = compare;
  if (!t.isBinaryExpression(body, { operator: '-' })) return undefined;
  const upwards = t.isIdentifier(body.left, { name: a.name }) && t.isIdentifier(body.right, { name: b.name });
  const downwards =
    t.isIdentifier(body.left, { name: b.name }) && t.isIdentifier(body.right, { name: a.name });
  const list = property.name === 'toSorted' ? object : property.name === 'sort' ? copied(object) : undefined;
  return t.isIdentifier(list) && (upwards || downwards) ? { list, upwards } : undefined;
}

/** The list that is copied: only a copy may be sorted or not as nobody else sees it. */
function copied(node: t.Node): t.Node | undefined {
  if (t.isArrayExpression(node)) {
    const [only, ...more] = node.elements;
    return more.length === 0 && t.isSpreadElement(only) ? only.argument : undefined;
  }
  if (!t.isCallExpression(node) || !t.isMemberExpression(node.callee) || node.arguments.length > 0)
    return undefined;
  const { object, property, computed } = node.callee;
  return !computed && t.isIdentifier(property, { name: 'slice' }) ? object : undefined;
}
