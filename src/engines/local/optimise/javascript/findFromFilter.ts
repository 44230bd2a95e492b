import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { arrayCall } from './arrayCall';
import { unwrapped } from './assigned';
import { isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, endsPlainly, startOf, walk } from './source';

const id = 'find-from-filter';

/**
 * `xs.filter(p)[0]` becomes `xs.find(p)`: no list is built and the search ends at the first hit. Not where the
 * element is assigned, deleted or called as a method (`this` would be another), nor for arrays with holes.
 */
export const findFromFilter: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      MemberExpression(path) {
        const { node } = path;
        if (!node.computed || !t.isNumericLiteral(node.property, { value: 0 }) || !isOnlyRead(path)) return;
        const filter = arrayCall(path.get('object'), 'filter');
        if (filter?.path.node.arguments.length !== 1 || !isPureArrow(filter.path.node.arguments[0])) return;
        if (mayHaveHoles(filter.receiver.node) || !endsPlainly(source, filter.path.node, node)) return;
        found.push({
          rule: id,
          why: 'stops at the first element that fits and builds no list',
          at: startOf(node),
          edits: [
            { start: startOf(filter.method), end: endOf(filter.method), text: 'find' },
            { start: endOf(filter.path.node), end: endOf(node), text: '' },
          ],
        });
      },
    });
    return found;
  },
};

/** Whether only the element's value is asked for: it is not assigned, deleted or called as a method, in whatever types it is wrapped. */
export function isOnlyRead(element: NodePath): boolean {
  let path = element;
  while (path.parentPath && unwrapped(path.parentPath.node) === unwrapped(path.node)) path = path.parentPath;
  const { node, parent, parentPath } = path;
  if (t.isMemberExpression(parent) || t.isOptionalMemberExpression(parent)) return true;
  if (t.isAssignmentExpression(parent) || t.isForXStatement(parent)) return parent.left !== node;
  if (t.isCallExpression(parent) || t.isOptionalCallExpression(parent)) return parent.callee !== node;
  if (t.isUnaryExpression(parent)) return parent.operator !== 'delete';
  if (t.isObjectProperty(parent)) return parentPath?.parentPath?.isObjectExpression() === true;
  return !(
    t.isUpdateExpression(parent) ||
    t.isTaggedTemplateExpression(parent) ||
    t.isPattern(parent) ||
    t.isRestElement(parent)
  );
}

/** `filter` passes over holes, `find` does not. What TypeScript declares as an array is taken to have none. */
export function mayHaveHoles(node: t.Expression): boolean {
  return t.isArrayExpression(node) && node.elements.includes(null);
}
