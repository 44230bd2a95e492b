import type { PyNode } from './tree';
import { bare, childrenOf, isName, negated as operandOfNot, textOf, type PySource } from './source';

/** A test under which a parameter that goes down by one stops: below or at a whole number, or exactly at it. */
export interface LowerBound {
  /** The first whole number, counted upwards, for which the test does not hold. */
  readonly firstAbove: number;
  readonly kind: '<' | '<=' | '==';
}

/** Reads `n <= 1`, `n < 2`, `n == 0`, `0 >= n`, `n == 0 or n == 1`, `n in (0, 1)`, `not n > 1`, and opposites when `negated`. */
export function lowerBound(
  source: PySource,
  wrapped: PyNode,
  parameter: string,
  negated: boolean,
): LowerBound | undefined {
  const test = bare(wrapped);
  const [first, second, third, ...rest] = childrenOf(test);
  const opposed = operandOfNot(test);
  if (opposed) return lowerBound(source, opposed, parameter, !negated);
  if (test.name !== 'BinaryExpression' || !first || !second || !third || rest.length > 0) return undefined;
  const operator = textOf(source, second);
  if (operator === (negated ? 'and' : 'or')) {
    return either(
      lowerBound(source, first, parameter, negated),
      lowerBound(source, third, parameter, negated),
    );
  }
  if (operator === 'in' && !negated && isName(source, first, parameter)) return oneOf(source, third);
  const mirrored = isName(source, third, parameter);
  if (!mirrored && !isName(source, first, parameter)) return undefined;
  const value = wholeNumber(source, mirrored ? first : third);
  if (value === undefined) return undefined;
  const read = mirrored ? (mirror[operator] ?? operator) : operator;
  switch (negated ? opposite[read] : read) {
    case '<=':
      return { firstAbove: value + 1, kind: '<=' };
    case '<':
      return { firstAbove: value, kind: '<' };
    case '==':
      return { firstAbove: value + 1, kind: '==' };
    default:
      return undefined;
  }
}

const mirror: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const opposite: Readonly<Record<string, string>> = { '>=': '<', '>': '<=', '!=': '==' };

/** Neighbours only, or a number between them would stop elsewhere. */
function either(left: LowerBound | undefined, right: LowerBound | undefined): LowerBound | undefined {
  if (left?.kind !== '==' || right?.kind !== '==') return undefined;
  const firstAbove = Math.max(left.firstAbove, right.firstAbove);
  return firstAbove - Math.min(left.firstAbove, right.firstAbove) <= 1
    ? { firstAbove, kind: '==' }
    : undefined;
}

/** `n in (0, 1)` or `n in [0, 1]`. */
function oneOf(source: PySource, list: PyNode): LowerBound | undefined {
  if (list.name !== 'TupleExpression' && list.name !== 'ArrayExpression') return undefined;
  const bounds = childrenOf(list)
    .filter(part => !['(', ')', '[', ']', ','].includes(part.name))
    .map((part): LowerBound | undefined => {
      const value = wholeNumber(source, part);
      return value === undefined ? undefined : { firstAbove: value + 1, kind: '==' };
    });
  return bounds.length === 2 ? either(bounds[0], bounds[1]) : bounds.length === 1 ? bounds[0] : undefined;
}

/** A whole number written in decimal digits. */
export function wholeNumber(source: PySource, node: PyNode): number | undefined {
  const text = node.name === 'Number' ? textOf(source, node) : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
