import { highestBase } from '../highestBase';
import type { CodeNode } from '../tree';
import { childrenOf, textOf } from '../parsedText';
import {
  bare,
  binary,
  callOf,
  isName,
  negated,
  onlyStatement,
  returned,
  statementsOf,
  wholeNumber,
  type TypedSource,
} from './source';

/** A case in which a recursion ends: with a value, or by throwing. */
interface Guard {
  readonly test: CodeNode;
  readonly base: CodeNode | 'throws';
}

/** The body of a function that counts its parameter down: guards, and what it computes where none holds. */
export interface CountedRecursion {
  /** What stands there in the place of the last statement: the guards that go with it. */
  readonly guards: readonly { readonly test: CodeNode; readonly base: CodeNode }[];
  /** The last statement, which computes the step. */
  readonly last: CodeNode;
  /** The highest number at which a guard ends the recursion; from there up none does. */
  readonly highest: number;
  /** What the guards return for a whole number; undefined where none of them ends the recursion with a value. */
  readonly at: (value: number) => number | undefined;
  /** The calls of itself, and how far below the parameter each is, one or two. */
  readonly calls: ReadonlyMap<CodeNode, 1 | 2>;
  /** The step with other names for the parameter and for the results of the calls. */
  readonly write: (parameter: string, below: (by: 1 | 2) => string) => string;
  /** `n * f(n - 1)` or `n + f(n - 1)`, either way round: its operator. */
  readonly simple: '*' | '+' | undefined;
}

/** More calls in one step are not read. */
const mostCalls = 8;

/**
 * Reads a recursion over whole numbers. The types are those of the declaration, so that the loop computes the very same
 * in the same order. `calls` are all places where the function names itself.
 */
export function countedRecursion(
  source: TypedSource,
  block: CodeNode,
  name: string,
  parameter: string,
): CountedRecursion | undefined {
  const statements = statementsOf(block);
  const last = statements.at(-1);
  const before = statements.slice(0, -1).map(statement => guardsOf(source, statement));
  const tail = last && tailOf(source, last);
  if (!last || !tail) return undefined;
  const kept: Guard[] = [];
  for (const guards of before) {
    if (!guards || guards.otherwise) return undefined;
    kept.push(...guards.guards);
  }
  const bases = basesOf(source, [...kept, ...tail.guards], parameter);
  const step = bases && stepOf(source, tail.step, name, parameter);
  if (!bases || !step) return undefined;
  const guards = tail.guards.flatMap(({ test, base }) => (base === 'throws' ? [] : [{ test, base }]));
  if (guards.length < tail.guards.length) return undefined;
  return { ...bases, ...step, guards, last };
}

interface Branches {
  readonly guards: readonly Guard[];
  readonly otherwise: CodeNode | undefined;
}

/** `if test { return base }` with any number of `else if`, and `else`. */
function guardsOf(source: TypedSource, statement: CodeNode): Branches | undefined {
  const [keyword, test, then, orElse, otherwise, ...rest] = childrenOf(statement);
  if (statement.name !== 'IfStatement' || keyword?.name !== 'if' || !test || !then || rest.length > 0)
    return undefined;
  const base: Guard['base'] | undefined = throwsOnly(source, then) ? 'throws' : returned(then);
  if (!base) return undefined;
  const guard: Guard = { test, base };
  if (!orElse) return { guards: [guard], otherwise: undefined };
  if (orElse.name !== 'else' || !otherwise) return undefined;
  if (otherwise.name !== 'IfStatement') {
    const value = returned(otherwise);
    return value && { guards: [guard], otherwise: value };
  }
  const more = guardsOf(source, otherwise);
  return more && { guards: [guard, ...more.guards], otherwise: more.otherwise };
}

function throwsOnly(source: TypedSource, body: CodeNode): boolean {
  const only = onlyStatement(body);
  const [call] = only?.name === 'ExprStatement' ? childrenOf(only) : [];
  return only?.name === 'ThrowStatement' || (call && callOf(source, call)?.name === 'panic') === true;
}

/** The last statement: guards with an `else`, `return step`, or `return test ? base : step`. */
function tailOf(
  source: TypedSource,
  last: CodeNode,
): { guards: readonly Guard[]; step: CodeNode } | undefined {
  const branches = guardsOf(source, last);
  if (branches) return branches.otherwise && { guards: branches.guards, step: branches.otherwise };
  let step = last.name === 'ReturnStatement' ? returned(last) : undefined;
  const guards: Guard[] = [];
  while (step) {
    const inner = bare(step);
    const [test, , base, , otherwise] = inner.name === 'TernaryExpression' ? childrenOf(inner) : [];
    if (!test || !base || !otherwise) return { guards, step };
    guards.push({ test, base });
    step = otherwise;
  }
  return undefined;
}

/** Nobody ends a recursion at a number higher than this. */
const mostBases = 1000;

function basesOf(
  source: TypedSource,
  guards: readonly Guard[],
  parameter: string,
): Pick<CountedRecursion, 'highest' | 'at'> | undefined {
  const literals: number[] = [];
  const tests: { holds: (value: number) => boolean; base: number | 'itself' | 'throws' }[] = [];
  for (const { test, base } of guards) {
    const holds = predicateOf(source, test, parameter, literals);
    const value =
      base === 'throws' ? base : isName(source, base, parameter) ? 'itself' : wholeNumber(source, base);
    if (!holds || value === undefined) return undefined;
    tests.push({ holds, base: value });
  }
  if (literals.length === 0) return undefined;
  const ends = (value: number): boolean => tests.some(({ holds }) => holds(value));
  const at = (value: number): number | undefined => {
    const base = tests.find(({ holds }) => holds(value))?.base;
    return base === 'itself' ? value : base === 'throws' ? undefined : base;
  };
  const above = Math.max(...literals) + 1;
  if (above > mostBases || ends(above)) return undefined;
  const highest = highestBase(above, ends);
  return highest === undefined ? undefined : { highest, at };
}

type Predicate = (value: number) => boolean;

/** What a test says of a whole number, when it only compares the parameter with whole numbers; they are added to `literals`. */
function predicateOf(
  source: TypedSource,
  wrapped: CodeNode,
  parameter: string,
  literals: number[],
): Predicate | undefined {
  const test = bare(wrapped);
  const opposed = negated(source, test);
  if (opposed) {
    const inner = predicateOf(source, opposed, parameter, literals);
    return inner && (value => !inner(value));
  }
  const parts = binary(source, test);
  if (!parts) return undefined;
  const { left, operator, right } = parts;
  if (operator === '&&' || operator === '||') {
    const one = predicateOf(source, left, parameter, literals);
    const other = predicateOf(source, right, parameter, literals);
    if (!one || !other) return undefined;
    return operator === '&&' ? value => one(value) && other(value) : value => one(value) || other(value);
  }
  const compare = comparisons[operator];
  const mirrored = isName(source, right, parameter);
  if (!compare || (!mirrored && !isName(source, left, parameter))) return undefined;
  const literal = wholeNumber(source, mirrored ? left : right);
  if (literal === undefined) return undefined;
  literals.push(literal);
  return mirrored ? value => compare(literal, value) : value => compare(value, literal);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

const operators = new Set(['+', '-', '*', '/', '%']);

/** Arithmetic over the parameter, whole numbers and calls of the function for the numbers right below. */
function stepOf(
  source: TypedSource,
  step: CodeNode,
  name: string,
  parameter: string,
): Pick<CountedRecursion, 'calls' | 'write' | 'simple'> | undefined {
  const calls = new Map<CodeNode, 1 | 2>();
  const parameters: CodeNode[] = [];
  const understand = (wrapped: CodeNode): boolean => {
    const node = bare(wrapped);
    if (isName(source, node, parameter)) return parameters.push(node) > 0;
    if (node.name === 'IntegerLiteral') return wholeNumber(source, node) !== undefined;
    const call = callOf(source, node);
    if (call) {
      const by =
        call.name === name && !call.on && call.args.length === 1 && downBy(source, call.args[0], parameter);
      if (by !== 1 && by !== 2) return false;
      return calls.set(node, by).size <= mostCalls;
    }
    const parts = binary(source, node);
    return (
      parts !== undefined &&
      operators.has(parts.operator) &&
      understand(parts.left) &&
      understand(parts.right)
    );
  };
  if (!understand(step) || calls.size === 0) return undefined;
  const places = [...parameters, ...calls.keys()].sort((a, b) => a.from - b.from);
  return {
    calls,
    write(parameterName, below) {
      let text = '';
      let at = step.from;
      for (const place of places) {
        const by = calls.get(place);
        text += source.code.slice(at, place.from) + (by === undefined ? parameterName : below(by));
        at = place.to;
      }
      return text + source.code.slice(at, step.to);
    },
    simple: simpleOperator(source, step, calls, parameter),
  };
}

/** By how much an argument is below the parameter. */
function downBy(source: TypedSource, argument: CodeNode | undefined, parameter: string): number | undefined {
  const parts = argument && binary(source, argument);
  if (parts?.operator !== '-' || !isName(source, parts.left, parameter)) return undefined;
  return wholeNumber(source, parts.right);
}

function simpleOperator(
  source: TypedSource,
  step: CodeNode,
  calls: ReadonlyMap<CodeNode, 1 | 2>,
  parameter: string,
): '*' | '+' | undefined {
  const parts = binary(source, bare(step));
  if (!parts || calls.size !== 1 || (parts.operator !== '*' && parts.operator !== '+')) return undefined;
  const other = calls.has(parts.left) ? parts.right : calls.has(parts.right) ? parts.left : undefined;
  return isName(source, other, parameter) ? parts.operator : undefined;
}

/** The text of a test, without the parentheses that Java has around it. */
export function testText(source: TypedSource, test: CodeNode): string {
  return textOf(source, source.language === 'java' ? bare(test) : test);
}

/** What a loop in the place of a recursion is good for. */
export function whyLoop(name: string, calls: number): string {
  return calls === 1
    ? `\`${name}\` called itself once per level; a loop needs no stack`
    : `\`${name}\` computed the same results over and over, twice as many with each level; a loop computes each once`;
}
