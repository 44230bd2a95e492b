import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { kindOf } from './kinds';
import type { JsRule } from './rule';
import { endOf, endsPlainly, startOf, walk } from './source';

const id = 'includes-from-index-of';

/**
 * `xs.indexOf(x) !== -1` becomes `xs.includes(x)`, for strings and arrays proved to be such. The two differ for
 * NaN and for holes, so what is looked for must surely be text, a boolean, a bigint or a number written out.
 */
export const includesFromIndexOf: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      BinaryExpression(path) {
        const wanted = asksForPresence(path.node);
        const call = path.get('left');
        if (wanted === undefined || !call.isCallExpression()) return;
        const method = methodOf(call);
        if (!method) return;
        const { node } = path;
        if (!endsPlainly(source, call.node, node)) return;
        const start = startOf(node);
        found.push({
          rule: id,
          why: 'asks for presence, not for a place',
          at: start,
          edits: [
            ...(wanted ? [] : [{ start, end: start, text: '!' }]),
            { start: startOf(method), end: endOf(method), text: 'includes' },
            { start: endOf(call.node), end: endOf(node), text: '' },
          ],
        });
      },
    });
    return found;
  },
};

function methodOf(call: NodePath<t.CallExpression>): t.Identifier | undefined {
  const callee = call.get('callee');
  const [argument, ...more] = call.get('arguments');
  if (!callee.isMemberExpression() || callee.node.computed || !argument || more.length > 0) return undefined;
  const { property } = callee.node;
  if (!t.isIdentifier(property, { name: 'indexOf' })) return undefined;
  const receiver = kindOf(callee.get('object'));
  const sought = kindOf(argument);
  if (receiver === 'string') return sought === 'string' ? property : undefined;
  const safe = sought === 'number' ? argument.isNumericLiteral() : sought !== undefined && sought !== 'array';
  return receiver === 'array' && safe ? property : undefined;
}

/** Whether a comparison of an index asks for presence (true) or absence (false). */
function asksForPresence({ operator, right }: t.BinaryExpression): boolean | undefined {
  if (t.isNumericLiteral(right, { value: 0 }))
    return operator === '>=' ? true : operator === '<' ? false : undefined;
  if (!t.isUnaryExpression(right, { operator: '-' }) || !t.isNumericLiteral(right.argument, { value: 1 }))
    return undefined;
  if (['!==', '!=', '>'].includes(operator)) return true;
  return ['===', '==', '<='].includes(operator) ? false : undefined;
}
