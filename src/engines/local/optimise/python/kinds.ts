import type { PyNode } from './tree';
import { bare, childrenOf, negated, textOf, type PySource } from './source';
import { builtinCall } from './scope';

/** Whether a node is a comparison without parentheses, which would chain with one next to it. */
export function isComparison(node: PyNode): boolean {
  const [, operator] = childrenOf(node);
  return node.name === 'BinaryExpression' && ['CompareOp', 'in', 'is', 'not'].includes(operator?.name ?? '');
}

/** Whether an expression surely is True or False. `==` and `<` may be anything: objects define them. */
export function isBoolean(source: PySource, wrapped: PyNode): boolean {
  const node = bare(wrapped);
  if (node.name === 'Boolean') return true;
  const parts = childrenOf(node);
  const [left, operator, right] = parts;
  if (node.name === 'UnaryExpression') return negated(node) !== undefined;
  if (node.name === 'CallExpression') {
    return ['isinstance', 'issubclass', 'callable', 'hasattr', 'any', 'all', 'bool'].includes(
      builtinCall(source, node)?.name ?? '',
    );
  }
  if (node.name !== 'BinaryExpression' || !left || !operator) return false;
  if (operator.name === 'and' || operator.name === 'or') {
    return right !== undefined && isBoolean(source, left) && isBoolean(source, right);
  }
  return ['in', 'is', 'not'].includes(operator.name) && !isComparison(left);
}

/** Whether an annotation says list, tuple or text. */
export function sequenceKind(type: string | undefined): 'list' | 'immutable' | undefined {
  const name = /^(\w+)(?:\[.*\])?$/s.exec(type ?? '')?.[1];
  if (name === 'str' || name === 'tuple' || name === 'Tuple') return 'immutable';
  return name === 'list' || name === 'List' ? 'list' : undefined;
}

/** Whether an expression is a constant that has no effect and cannot fail. */
export function isConstant(source: PySource, node: PyNode): boolean {
  if (node.name === 'String') return true;
  return (
    ['Number', 'Boolean', 'None'].includes(node.name) ||
    textOf(source, node) === '[]' ||
    textOf(source, node) === '()'
  );
}
