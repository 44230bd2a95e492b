import type { Rewrite } from '../rewrite';
import { isComparison } from './kinds';
import type { PyRule } from './rule';
import { bare, childrenOf, descendants, negated, textOf } from './source';

const id = 'not-in';

/** `not x in y` becomes `x not in y`, `not x is y` becomes `x is not y`. */
export const notIn: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'UnaryExpression').flatMap((node): Rewrite[] => {
      const operand = negated(node);
      if (!operand) return [];
      const comparison = bare(operand);
      const [left, operator, right, ...rest] = childrenOf(comparison);
      if (comparison.name !== 'BinaryExpression' || !left || !operator || !right || rest.length > 0)
        return [];
      // `a in b in c` is a chain of two questions.
      if (!['in', 'is'].includes(operator.name) || isComparison(left) || isComparison(right)) return [];
      const text = `${textOf(source, left)} ${operator.name === 'in' ? 'not in' : 'is not'} ${textOf(source, right)}`;
      if (textOf(source, node).includes('\n') || descendants(node, 'Comment').length > 0) return [];
      return [
        {
          rule: id,
          why: 'the operator for it reads as it is meant',
          at: node.from,
          edits: [{ start: node.from, end: node.to, text }],
        },
      ];
    });
  },
};
