import type { PyNode } from './tree';
import { mentionsOf } from './binding';
import { argumentsOf, type PyFunction } from './functions';
import { wholeNumber } from './lowerBound';
import { childrenOf, isName, textOf, type PySource } from './source';

/** Whether some call in the selection passes what surely is no whole number. */
export function passesOther(source: PySource, fn: PyFunction): boolean {
  return mentionsOf(source, source.root, fn.name).some(mention => {
    const [argument] = argumentsOf(mention, 1) ?? [];
    if (!argument) return false;
    const text = textOf(source, argument);
    return (
      ['String', 'FormatString', 'ContinuedString'].includes(argument.name) ||
      (argument.name === 'Number' && !/^[\d_]+$/.test(text)) ||
      (argument.name === 'BinaryExpression' && /(?<!\/)\/(?!\/)/.test(text))
    );
  });
}

/** By which whole number from 1 on an argument is below the parameter. */
export function goesDownBy(source: PySource, argument: PyNode, parameter: string): number | undefined {
  const [left, operator, right, ...rest] = childrenOf(argument);
  if (argument.name !== 'BinaryExpression' || rest.length > 0 || !isName(source, left, parameter))
    return undefined;
  if (!operator || textOf(source, operator) !== '-' || !right) return undefined;
  const by = wholeNumber(source, right);
  return by === 0 ? undefined : by;
}
