import { highestBase } from '../highestBase';
import type { PyNode } from './tree';
import { returned } from './baseAndStep';
import { wholeNumber } from './lowerBound';
import { bare, childrenOf, isName, negated, statementsOf, textOf, type PySource } from './source';

/** A case in which a recursion ends. */
export interface Guard {
  readonly test: PyNode;
  readonly base: PyNode;
}

/** Statements that are some guards, then a step. */
export interface GuardedStep {
  readonly guards: readonly Guard[];
  readonly step: PyNode;
  /** Whether all guards are statements of their own before the last one, and can stay. */
  readonly stays: boolean;
}

/** Reads `if test: return base` any number of times, with `elif` and `else`, or as conditional expressions, and `return step`. */
export function guardedStep(statements: readonly PyNode[]): GuardedStep | undefined {
  const last = statements.at(-1);
  const guards: Guard[] = [];
  for (const statement of statements.slice(0, -1)) {
    const branches = branchesOf(statement);
    if (!branches || branches.otherwise) return undefined;
    guards.push(...branches.guards);
  }
  const branches = last && branchesOf(last);
  if (branches?.otherwise) {
    return { guards: [...guards, ...branches.guards], step: branches.otherwise, stays: false };
  }
  const value = last && returned(last);
  if (!value) return undefined;
  const more = chain(value);
  return { guards: [...guards, ...more.guards], step: more.step, stays: more.guards.length === 0 };
}

function branchesOf(statement: PyNode): { guards: Guard[]; otherwise: PyNode | undefined } | undefined {
  if (statement.name !== 'IfStatement') return undefined;
  const guards: Guard[] = [];
  const parts = childrenOf(statement);
  for (let at = 0; at < parts.length; at++) {
    const keyword = parts[at]?.name;
    const body = parts[keyword === 'else' ? at + 1 : at + 2];
    const base = body?.name === 'Body' ? onlyReturned(body) : undefined;
    if (!base) return undefined;
    if (keyword === 'else') return { guards, otherwise: base };
    const test = parts[at + 1];
    if (!test) return undefined;
    guards.push({ test, base });
    at += 2;
  }
  return { guards, otherwise: undefined };
}

function onlyReturned(body: PyNode): PyNode | undefined {
  const [only, ...rest] = statementsOf(body);
  return only && rest.length === 0 ? returned(only) : undefined;
}

function chain(expression: PyNode): { guards: Guard[]; step: PyNode } {
  const inner = bare(expression);
  const [base, , test, , otherwise] = inner.name === 'ConditionalExpression' ? childrenOf(inner) : [];
  if (!base || !test || !otherwise) return { guards: [], step: expression };
  const { guards, step } = chain(otherwise);
  return { guards: [{ test, base }, ...guards], step };
}

/** The guards of a recursion over whole numbers, as far as the loop needs them. */
export interface Bases {
  /** The highest number at which a guard ends the recursion; from there up none does. */
  readonly highest: number;
  /** What the guards return for a whole number; undefined where none of them ends the recursion. */
  readonly at: (value: number) => number | undefined;
}

/** Reads guards that compare a parameter with whole numbers and return whole numbers or the parameter itself. */
export function basesOf(source: PySource, guards: readonly Guard[], parameter: string): Bases | undefined {
  const literals: number[] = [];
  const tests: { holds: (value: number) => boolean; base: number | undefined }[] = [];
  for (const { test, base } of guards) {
    const holds = predicateOf(source, test, parameter, literals);
    const value = wholeNumber(source, base);
    if (!holds || (value === undefined && !isName(source, base, parameter))) return undefined;
    tests.push({ holds, base: value });
  }
  if (literals.length === 0) return undefined;
  const at = (value: number): number | undefined => {
    const found = tests.find(({ holds }) => holds(value));
    return found ? (found.base ?? value) : undefined;
  };
  const above = Math.max(...literals) + 1;
  if (above > mostBases || at(above) !== undefined) return undefined;
  const highest = highestBase(above, value => at(value) !== undefined);
  return highest === undefined ? undefined : { highest, at };
}

/** Nobody ends a recursion at a number higher than this. */
const mostBases = 1000;

type Predicate = (value: number) => boolean;

/** What a test says of a whole number, when it only compares the parameter with whole numbers; they are added to `literals`. */
function predicateOf(
  source: PySource,
  wrapped: PyNode,
  parameter: string,
  literals: number[],
): Predicate | undefined {
  const test = bare(wrapped);
  const opposed = negated(test);
  if (opposed) {
    const inner = predicateOf(source, opposed, parameter, literals);
    return inner && (value => !inner(value));
  }
  const [left, operator, right, ...rest] = childrenOf(test);
  if (test.name !== 'BinaryExpression' || !left || !operator || !right || rest.length > 0) return undefined;
  const sign = textOf(source, operator);
  if (sign === 'and' || sign === 'or') {
    const one = predicateOf(source, left, parameter, literals);
    const other = predicateOf(source, right, parameter, literals);
    if (!one || !other) return undefined;
    return sign === 'and' ? value => one(value) && other(value) : value => one(value) || other(value);
  }
  if (sign === 'in' && isName(source, left, parameter)) return memberOf(source, right, literals);
  const compare = comparisons[sign];
  const mirrored = isName(source, right, parameter);
  if (!compare || (!mirrored && !isName(source, left, parameter))) return undefined;
  const literal = wholeNumber(source, mirrored ? left : right);
  if (literal === undefined) return undefined;
  literals.push(literal);
  return mirrored ? value => compare(literal, value) : value => compare(value, literal);
}

function memberOf(source: PySource, list: PyNode, literals: number[]): Predicate | undefined {
  if (!['TupleExpression', 'ArrayExpression', 'SetExpression'].includes(list.name)) return undefined;
  const members = childrenOf(list)
    .filter(part => !['(', ')', '[', ']', '{', '}', ','].includes(part.name))
    .map(part => wholeNumber(source, part));
  if (members.includes(undefined)) return undefined;
  literals.push(...members.filter(member => member !== undefined));
  return value => members.includes(value);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
