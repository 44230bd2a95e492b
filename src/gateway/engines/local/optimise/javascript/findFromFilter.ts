import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { arrayCall } from './arrayCall';
import { isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, walk } from './source';

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
        const { node, parent } = path;
        if (!node.computed || !t.isNumericLiteral(node.property, { value: 0 })) return;
        if (t.isLVal(parent) && !t.isMemberExpression(parent)) return;
        if (t.isUpdateExpression(parent) || t.isUnaryExpression(parent, { operator: 'delete' })) return;
        if (t.isAssignmentExpression(parent) && parent.left === node) return;
        if (t.isForXStatement(parent) && parent.left === node) return;
        if ((t.isCallExpression(parent) || t.isTaggedTemplateExpression(parent)) && !isArgument(parent, node))
          return;
        if (
          t.isArrayPattern(parent) ||
          (t.isObjectProperty(parent) && path.parentPath.parentPath?.isObjectPattern())
        )
          return;
        const filter = arrayCall(path.get('object'), 'filter');
        if (filter?.path.node.arguments.length !== 1 || !isPureArrow(filter.path.node.arguments[0])) return;
        if (mayHaveHoles(filter.receiver.node) || hasComment(source, endOf(filter.path.node), endOf(node)))
          return;
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

function isArgument(parent: t.CallExpression | t.TaggedTemplateExpression, node: t.Node): boolean {
  return t.isCallExpression(parent) && parent.callee !== node;
}

/** `filter` passes over holes, `find` does not. What TypeScript declares as an array is taken to have none. */
function mayHaveHoles(node: t.Expression): boolean {
  return t.isArrayExpression(node) && node.elements.includes(null);
}
