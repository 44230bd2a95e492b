import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBinding, mentionsOf } from './binding';
import type { PyRule } from './rule';
import { answeredOnce, builtinCall, enclosingFunction, isPlainLocal } from './scope';
import { bare, childrenOf, descendants, hasComment, isName, textOf, type PySource } from './source';

const id = 'augmented-assignment';
const operators = new Set(['+', '-', '*', '/', '//', '%', '**']);

/** `n = n + 1` becomes `n += 1` for locals that surely are numbers; a list or an array would change in place. */
export const augmentedAssignment: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'AssignStatement').flatMap((node): Rewrite[] => {
      const [target, assign, value, ...rest] = childrenOf(node);
      if (
        target?.name !== 'VariableName' ||
        assign?.name !== 'AssignOp' ||
        value?.name !== 'BinaryExpression' ||
        rest.length > 0
      )
        return [];
      const [left, operator, right] = childrenOf(value);
      const name = textOf(source, target);
      if (!isName(source, left, name) || !operator || !right || !operators.has(textOf(source, operator)))
        return [];
      const fn = enclosingFunction(node);
      if (!fn || !isNumber(source, fn, name) || hasComment(source, node.from, node.to)) return [];
      if (textOf(source, node).includes('\n')) return [];
      return [
        {
          rule: id,
          why: `\`${name}\` is named once`,
          at: node.from,
          edits: [{ start: target.to, end: right.from, text: ` ${textOf(source, operator)}= ` }],
        },
      ];
    });
  },
};

/** Whether everything a function assigns to a local is arithmetic over numbers and itself. */
const isNumber = answeredOnce((source, fn, name) => {
  if (!isPlainLocal(source, fn, name)) return false;
  return mentionsOf(source, fn, name)
    .filter(isBinding)
    .every(mention => {
      const statement = mention.parent;
      const parts = statement ? childrenOf(statement) : [];
      const value = parts.at(-1);
      const plain = statement?.name === 'AssignStatement' || statement?.name === 'UpdateStatement';
      return (
        plain &&
        parts.length === 3 &&
        parts[0]?.from === mention.from &&
        value !== undefined &&
        isArithmetic(source, value, name)
      );
    });
});

function isArithmetic(source: PySource, wrapped: PyNode, name: string): boolean {
  const node = bare(wrapped);
  if (node.name === 'Number' || isName(source, node, name)) return true;
  if (['len', 'ord', 'int', 'float'].includes(builtinCall(source, node)?.name ?? '')) return true;
  const [left, operator, right] = childrenOf(node);
  if (node.name === 'UnaryExpression')
    return left?.name === 'ArithOp' && operator !== undefined && isArithmetic(source, operator, name);
  if (node.name !== 'BinaryExpression' || operator?.name !== 'ArithOp' || !left || !right) return false;
  return isArithmetic(source, left, name) && isArithmetic(source, right, name);
}
