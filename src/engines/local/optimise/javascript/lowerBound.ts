import * as t from '@babel/types';

/** A test under which a parameter that goes down by one stops: at or below a whole number, or exactly at it. */
export interface LowerBound {
  /** The first whole number, counted upwards, for which the test does not hold. */
  readonly firstAbove: number;
  /** Whether numbers between whole ones stop as well (`<`, `<=`), or run past the bound for ever (`===`). */
  readonly stopsFractions: boolean;
  /** `n <= b`: for these, a fraction between `b` and `b + 1` goes on, and is below `firstAbove`. */
  readonly inclusive: boolean;
  readonly bigint: boolean;
}

/** Reads `n <= 1`, `n < 2`, `n === 0`, `0 >= n`, `n === 0 || n === 1`, and their opposites when `negated`. */
export function lowerBound(test: t.Expression, parameter: string, negated: boolean): LowerBound | undefined {
  if (t.isLogicalExpression(test)) return boundOfAlternatives(test, parameter, negated);
  if (t.isUnaryExpression(test, { operator: '!' })) {
    return lowerBound(test.argument, parameter, !negated);
  }
  if (!t.isBinaryExpression(test)) return undefined;
  const { left, right } = test;
  const mirrored = t.isIdentifier(right, { name: parameter });
  if (!mirrored && !t.isIdentifier(left, { name: parameter })) return undefined;
  const bound = wholeNumber(mirrored ? left : right);
  if (!bound) return undefined;
  const operator = mirrored ? mirror(test.operator) : test.operator;
  switch (negated ? opposite(operator) : operator) {
    case '<=':
      return { firstAbove: bound.value + 1, stopsFractions: true, inclusive: true, bigint: bound.bigint };
    case '<':
      return { firstAbove: bound.value, stopsFractions: true, inclusive: false, bigint: bound.bigint };
    case '===':
    case '==':
      return exactly(bound.value, bound.bigint);
    default:
      return undefined;
  }
}

function exactly(value: number, bigint: boolean): LowerBound {
  return { firstAbove: value + 1, stopsFractions: false, inclusive: true, bigint };
}

/** `n === 0 || n === 1`: neighbours only, or a number between them would stop elsewhere. */
function boundOfAlternatives(
  test: t.LogicalExpression,
  parameter: string,
  negated: boolean,
): LowerBound | undefined {
  if (test.operator !== (negated ? '&&' : '||')) return undefined;
  const left = lowerBound(test.left, parameter, negated);
  const right = lowerBound(test.right, parameter, negated);
  if (!left || !right || left.stopsFractions || right.stopsFractions || left.bigint !== right.bigint) {
    return undefined;
  }
  return Math.abs(left.firstAbove - right.firstAbove) <= 1
    ? exactly(Math.max(left.firstAbove, right.firstAbove) - 1, left.bigint)
    : undefined;
}

/** A literal whole number from 0 on that counts exactly. */
export function wholeNumber(node: t.Node): { value: number; bigint: boolean } | undefined {
  if (t.isBigIntLiteral(node)) return safe(Number(node.value), true);
  return t.isNumericLiteral(node) ? safe(node.value, false) : undefined;
}

function safe(value: number, bigint: boolean): { value: number; bigint: boolean } | undefined {
  return Number.isSafeInteger(value) && value < 1e9 ? { value, bigint } : undefined;
}

function mirror(operator: string): string {
  return { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }[operator] ?? operator;
}

function opposite(operator: string): string {
  return (
    { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '===': '!==', '!==': '===', '==': '!=', '!=': '==' }[
      operator
    ] ?? ''
  );
}
