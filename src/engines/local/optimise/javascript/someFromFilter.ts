import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { arrayCall } from './arrayCall';
import { isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, endsPlainly, startOf, walk } from './source';

const id = 'some-from-filter';

/** `xs.filter(p).length > 0` becomes `xs.some(p)`: no list is built and the search ends at the first hit. */
export const someFromFilter: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      BinaryExpression(path) {
        const wanted = asksForAny(path.node);
        const length = path.get('left');
        if (wanted === undefined || !isLength(length)) return;
        const filter = arrayCall(length.get('object'), 'filter');
        if (filter?.path.node.arguments.length !== 1 || !isPureArrow(filter.path.node.arguments[0])) return;
        const { node } = path;
        if (!endsPlainly(source, filter.path.node, node)) return;
        const start = startOf(node);
        found.push({
          rule: id,
          why: 'stops at the first element that fits and builds no list',
          at: start,
          edits: [
            { start: startOf(filter.method), end: endOf(filter.method), text: 'some' },
            ...(wanted ? [] : [{ start, end: start, text: '!' }]),
            { start: endOf(filter.path.node), end: endOf(node), text: '' },
          ],
        });
      },
    });
    return found;
  },
};

/** Whether a comparison of a length asks for at least one (true) or for none (false). */
function asksForAny({ operator, right }: t.BinaryExpression): boolean | undefined {
  const bound = t.isNumericLiteral(right) ? right.value : undefined;
  if (bound === 1) return operator === '>=' ? true : operator === '<' ? false : undefined;
  if (bound !== 0) return undefined;
  if (['>', '!==', '!='].includes(operator)) return true;
  return ['===', '==', '<='].includes(operator) ? false : undefined;
}

function isLength(path: NodePath): path is NodePath<t.MemberExpression> {
  return (
    path.isMemberExpression() && !path.node.computed && t.isIdentifier(path.node.property, { name: 'length' })
  );
}
