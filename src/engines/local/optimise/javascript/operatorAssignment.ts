import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import type { JsRule } from './rule';
import { endOf, hasComment, outerStart, startOf, walk } from './source';

const operators = new Set(['+', '-', '*', '/', '%', '**', '<<', '>>', '>>>', '&', '|', '^']);

const id = 'operator-assignment';

/** `x = x + y` becomes `x += y`, for plain names. */
export const operatorAssignment: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      AssignmentExpression({ node: { operator, left, right } }) {
        if (operator !== '=' || !t.isIdentifier(left) || !t.isBinaryExpression(right)) return;
        if (!operators.has(right.operator) || !t.isIdentifier(right.left, { name: left.name })) return;
        if ([left, right, right.left].some(({ extra }) => extra?.['parenthesized'])) return;
        const start = endOf(left);
        const end = outerStart(right.right);
        if (hasComment(source, start, end) || source.code.slice(start, end).includes('\n')) return;
        found.push({
          rule: id,
          why: `\`${left.name}\` is named once`,
          at: startOf(left),
          edits: [{ start, end, text: ` ${right.operator}= ` }],
        });
      },
    });
    return found;
  },
};
