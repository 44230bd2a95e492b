import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { baseAndStep, type BaseAndStep } from './baseAndStep';
import { writeBody, type BodyLine } from './functionBody';
import { lowerBound, wholeNumber, type LowerBound } from './lowerBound';
import { goesDownBy, numberType, passesOther, wholeNumberAssumed } from './countedParameter';
import { recursiveStep, type RecursiveStep } from './recursiveStep';
import type { JsRule } from './rule';
import { callOf, namedFunction, plainParameters } from './selfCalls';
import { freshName, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'loop-from-recursion';

/**
 * A linear recursion over one number that goes down by one, such as factorial, becomes a loop. The loop goes
 * up from the base, so every operation happens on the same operands in the same order as in the recursion:
 * results are the same to the last bit, for whole numbers: a number such as 2.5 ends up between two of them, which
 * only the exact test of `n === 0` rules out. The answer says so where it is assumed. Where the recursion would
 * never return, the loop promises nothing.
 */
export const loopFromRecursion: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      Function(path) {
        const rewrite = rewriteFunction(source, path);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

function rewriteFunction(source: JsSource, path: NodePath<t.Function>): Rewrite | undefined {
  const named = namedFunction(source, path);
  const [mention, ...moreMentions] = named?.mentions ?? [];
  if (!named || !mention || moreMentions.length > 0) return undefined;
  const fn = named.path.node;
  const [parameter, ...moreParameters] = plainParameters(fn) ?? [];
  if (!parameter || moreParameters.length > 0) return undefined;
  const call = callOf(mention, 1);
  if (!call) return undefined;

  const shape = baseAndStep(fn.body, node => contains(node, call));
  if (
    !shape ||
    (!shape.guard && hasComment(source, startOf(fn.body), startOf(fn.body) + textOf(source, fn.body).length))
  ) {
    return undefined;
  }
  const bound = lowerBound(shape.test, parameter.name, shape.negated);
  const step = recursiveStep(source, shape.step, [call], parameter.name);
  if (!bound || !step || goesDownBy(call, parameter.name, bound.bigint) !== 1) return undefined;
  const type = numberType(parameter);
  if (type === 'other' || !sameKind(shape.base, step, bound, type)) return undefined;
  // The recursion sees the sign of -0, a loop that counts does not.
  if (bound.firstAbove === 0 && !bound.bigint) return undefined;
  const assumes = assumesWhole(shape.base, step, bound, type);
  if (assumes && named.calls.some(passesOther)) return undefined;

  const lines = loopLines(source, shape, step, bound, parameter.name);
  const edit = writeBody(source, fn, lines, shape.guard !== undefined);
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${named.name}\` called itself once per step; a loop computes the same without growing the call stack`,
    assumes: assumes ? wholeNumberAssumed(parameter.name) : undefined,
    at: startOf(fn),
    edits: [edit],
  };
}

function loopLines(
  source: JsSource,
  shape: BaseAndStep,
  step: RecursiveStep,
  bound: LowerBound,
  parameter: string,
): BodyLine[] {
  const result = freshName(source, 'result', 'total', 'value');
  const i = freshName(source, 'i', 'k', 'index');
  const end = source.statementEnd;
  const test = textOf(source, shape.test);
  const base = textOf(source, shape.base);
  const update = isSimple(shape.base, step)
    ? `${result} ${step.simple}= ${i}`
    : `${result} = ${step.write(i, () => result)}`;
  const guard: BodyLine[] = shape.guard
    ? []
    : [[0, `if (${shape.negated ? `!(${test})` : test}) return ${base}${end}`]];
  return [
    ...guard,
    [0, `let ${result} = ${base}${end}`],
    [0, `for (let ${i} = ${firstValue(shape.base, step, bound)}; ${i} <= ${parameter}; ${i}++) {`],
    [1, update + end],
    [0, '}'],
    [0, `return ${result}${end}`],
  ];
}

/** `n * f(n - 1)` over numbers, where either way round comes to the same. */
function isSimple(base: t.Expression, step: RecursiveStep): boolean {
  return step.simple === '*' || (step.simple === '+' && !t.isStringLiteral(base));
}

/** The lowest value for which the loop computes a step: the first one above the base that changes the result. */
function firstValue(base: t.Expression, step: RecursiveStep, bound: LowerBound): string {
  const timesOne = bound.firstAbove === 1 && step.simple === '*' && wholeNumber(base)?.value === 1;
  return `${timesOne ? 2 : bound.firstAbove}${bound.bigint ? 'n' : ''}`;
}

/** Whether the loop may come to something else for numbers that are not whole, or for text. */
function assumesWhole(
  base: t.Expression,
  step: RecursiveStep,
  bound: LowerBound,
  type: 'number' | 'bigint' | 'unknown',
): boolean {
  if (bound.bigint) return false;
  if (bound.stopsFractions) return true;
  // Text such as "5" is a number from the second level of the recursion on; only the first sees the text.
  return type === 'unknown' && step.adds && step.mentionsParameter && !t.isStringLiteral(base);
}

function contains(node: t.Node, inner: t.Node): boolean {
  let found = false;
  t.traverseFast(node, child => {
    found ||= child === inner;
  });
  return found;
}

/** Whether base, bound, step and annotation are all of whole-number arithmetic of one kind, or the base is text. */
function sameKind(
  base: t.Expression,
  step: RecursiveStep,
  bound: LowerBound,
  annotated: 'number' | 'bigint' | 'unknown',
): boolean {
  const kind = bound.bigint ? 'bigint' : 'number';
  if (annotated !== 'unknown' && annotated !== kind) return false;
  if (step.kinds.has(bound.bigint ? 'number' : 'bigint')) return false;
  if (t.isStringLiteral(base)) return true;
  if (step.kinds.has('text')) return false;
  return bound.bigint ? t.isBigIntLiteral(base) : t.isNumericLiteral(base);
}
