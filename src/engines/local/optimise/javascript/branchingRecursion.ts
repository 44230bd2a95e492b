import * as t from '@babel/types';
import { highestBase } from '../highestBase';
import { wholeNumber } from './lowerBound';

/** A case in which a recursion ends. */
export interface Guard {
  readonly test: t.Expression;
  readonly base: t.Expression;
}

/** A body of some guards, then a step. */
export interface GuardedStep {
  readonly guards: readonly Guard[];
  readonly step: t.Expression;
  /** The last statement, when all guards are statements of their own that can stay. */
  readonly last: t.Statement | undefined;
}

/** Reads `if (test) return base;` any number of times and `return step;`, or the same in conditional expressions. */
export function guardedStep(body: t.BlockStatement | t.Expression): GuardedStep | undefined {
  if (!t.isBlockStatement(body)) return chain(body);
  const guards: Guard[] = [];
  const last = body.body.at(-1);
  for (const statement of body.body.slice(0, -1)) {
    const base = t.isIfStatement(statement) && !statement.alternate && returned(statement.consequent);
    if (!base || !t.isIfStatement(statement)) return undefined;
    guards.push({ test: statement.test, base });
  }
  if (!last) return undefined;
  if (t.isIfStatement(last) && last.alternate) {
    const [yes, no] = [returned(last.consequent), returned(last.alternate)];
    return yes && no
      ? { guards: [...guards, { test: last.test, base: yes }], step: no, last: undefined }
      : undefined;
  }
  const value = returned(last);
  if (!value) return undefined;
  const more = chain(value);
  return {
    guards: [...guards, ...more.guards],
    step: more.step,
    last: more.last ?? (more.guards.length === 0 ? last : undefined),
  };
}

function chain(expression: t.Expression): GuardedStep {
  if (!t.isConditionalExpression(expression)) return { guards: [], step: expression, last: undefined };
  const { guards, step } = chain(expression.alternate);
  return {
    guards: [{ test: expression.test, base: expression.consequent }, ...guards],
    step,
    last: undefined,
  };
}

function returned(statement: t.Statement): t.Expression | undefined {
  if (t.isBlockStatement(statement)) {
    const [only, ...rest] = statement.body;
    return only && rest.length === 0 && statement.directives.length === 0 ? returned(only) : undefined;
  }
  return t.isReturnStatement(statement) ? (statement.argument ?? undefined) : undefined;
}

/** The guards of a recursion over whole numbers, as far as the loop needs them. */
export interface Bases {
  /** The highest number at which a guard ends the recursion; from there up none does. */
  readonly highest: number;
  readonly bigint: boolean;
  /** What the guards return for a whole number, as text; undefined where none of them ends the recursion. */
  readonly at: (value: number) => string | undefined;
}

/** Reads guards that compare a parameter with whole numbers and return whole numbers or the parameter itself. */
export function basesOf(guards: readonly Guard[], parameter: string): Bases | undefined {
  const literals: { value: number; bigint: boolean }[] = [];
  const understood = guards.every(
    ({ test, base }) =>
      compares(test, parameter, literals) &&
      (t.isIdentifier(base, { name: parameter }) || push(literals, wholeNumber(base))),
  );
  const [first] = literals;
  if (!understood || !first || literals.some(({ bigint }) => bigint !== first.bigint)) return undefined;
  const at = (value: number): string | undefined => {
    const guard = guards.find(({ test }) => holdsAt(test, parameter, value));
    const base = guard && (wholeNumber(guard.base)?.value ?? value);
    return base === undefined ? undefined : `${base}${first.bigint ? 'n' : ''}`;
  };
  const above = Math.max(...literals.map(({ value }) => value)) + 1;
  if (above > mostBases || at(above) !== undefined) return undefined;
  const highest = highestBase(above, value => at(value) !== undefined);
  return highest === undefined ? undefined : { highest, bigint: first.bigint, at };
}

/** Nobody ends a recursion at a number higher than this. */
const mostBases = 1000;

function push<T>(list: T[], value: T | undefined): boolean {
  return value !== undefined && list.push(value) > 0;
}

/** Whether a test only compares the parameter with whole numbers, which are added to `literals`. */
function compares(
  test: t.Expression,
  parameter: string,
  literals: { value: number; bigint: boolean }[],
): boolean {
  if (t.isLogicalExpression(test))
    return (
      test.operator !== '??' &&
      compares(test.left, parameter, literals) &&
      compares(test.right, parameter, literals)
    );
  if (t.isUnaryExpression(test, { operator: '!' })) return compares(test.argument, parameter, literals);
  if (!t.isBinaryExpression(test) || !(test.operator in holds)) return false;
  const { left, right } = test;
  return t.isIdentifier(left, { name: parameter })
    ? push(literals, wholeNumber(right))
    : t.isIdentifier(right, { name: parameter }) && push(literals, wholeNumber(left));
}

const holds: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '===': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '!==': (a, b) => a !== b,
};

function holdsAt(test: t.Expression, parameter: string, value: number): boolean {
  if (t.isLogicalExpression(test)) {
    const [left, right] = [test.left, test.right].map(side => holdsAt(side, parameter, value));
    return test.operator === '||' ? left === true || right === true : left === true && right === true;
  }
  if (t.isUnaryExpression(test)) return !holdsAt(test.argument, parameter, value);
  if (!t.isBinaryExpression(test)) return false;
  const of = (side: t.Node): number => wholeNumber(side)?.value ?? value;
  return holds[test.operator]?.(of(test.left), of(test.right)) ?? false;
}
