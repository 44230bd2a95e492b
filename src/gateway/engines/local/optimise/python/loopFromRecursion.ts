import type { SyntaxNode } from '@lezer/common';
import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { baseAndStep, type BaseAndStep } from './baseAndStep';
import { argumentsOf, plainFunctions, type PyFunction, type PyParameter } from './functions';
import { lowerBound, wholeNumber, type LowerBound } from './lowerBound';
import { isDecimal, recursiveStep, type RecursiveStep } from './recursiveStep';
import type { PyRule } from './rule';
import { childrenOf, freshName, isName, textOf, type PySource } from './source';
import { writeStatements, type PyLine } from './writeStatements';

const id = 'loop-from-recursion';

/**
 * A linear recursion over one number that goes down by one, such as factorial, becomes a loop that goes up
 * from the base: every operation happens on the same operands in the same order as in the recursion, so
 * results have the same value and type for int, float, Fraction and Decimal. Where the recursion would never
 * return, or would exceed Python's recursion limit, the loop promises nothing.
 */
export const loopFromRecursion: PyRule = {
  id,
  find: source => plainFunctions(source).flatMap(fn => rewriteFunction(source, fn) ?? []),
};

function rewriteFunction(source: PySource, fn: PyFunction): Rewrite | undefined {
  const [mention, ...moreMentions] = fn.mentions;
  const [parameter, ...moreParameters] = fn.parameters;
  if (!mention || moreMentions.length > 0 || !parameter || moreParameters.length > 0) return undefined;
  const [argument] = argumentsOf(mention, 1) ?? [];
  const call = mention.parent;
  if (!argument || !call || !goesDownByOne(source, argument, parameter.name)) return undefined;

  const shape = baseAndStep(fn.statements, node => node.from <= call.from && call.to <= node.to);
  if (!shape || [shape.test, shape.base, shape.step].some(node => textOf(source, node).includes('\n')))
    return undefined;
  const bound = lowerBound(source, shape.test, parameter.name, shape.negated);
  const step = recursiveStep(source, shape.step, call, parameter.name);
  if (!bound || !step || !isDecimal(source, shape.base)) return undefined;
  // The recursion sees the sign of -0.0, `n % 1` does not.
  if (bound.firstAbove === 0 && parameter.type !== 'int') return undefined;

  const first = fn.statements[shape.guarded ? 1 : 0];
  const last = fn.statements.at(-1);
  const edit =
    first && last && writeStatements(source, first, last, loopLines(source, shape, step, bound, parameter));
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${fn.name}\` called itself once per step; a loop computes the same without growing the call stack`,
    at: fn.node.from,
    edits: [edit],
  };
}

function loopLines(
  source: PySource,
  shape: BaseAndStep,
  step: RecursiveStep,
  bound: LowerBound,
  { name, type }: PyParameter,
): PyLine[] {
  const result = freshName(source, 'result', 'total', 'value');
  const i = freshName(source, 'i', 'k', 'index');
  const test = textOf(source, shape.test);
  const base = textOf(source, shape.base);
  const update = step.simple ? `${result} ${step.simple}= ${i}` : `${result} = ${step.write(i, result)}`;
  const guard: PyLine[] = shape.guarded
    ? []
    : [
        [0, `if ${shape.negated ? `not (${test})` : test}:`],
        [1, `return ${base}`],
      ];
  const loop: PyLine[] =
    type === 'int' && isBuiltin(source, 'range')
      ? [
          [0, `for ${i} in range(${bound.firstAbove}, ${name} + 1):`],
          [1, update],
        ]
      : [
          [0, `${i} = ${firstValue(source, shape.base, step, bound, name)}`],
          [0, `while ${i} <= ${name}:`],
          [1, update],
          [1, `${i} += 1`],
        ];
  return [...guard, [0, `${result} = ${base}`], ...loop, [0, `return ${result}`]];
}

/**
 * The lowest value for which the recursion computes a step. `n % 1` is what a number that is not whole ends up
 * with; it also makes the counter a number of the parameter's own type.
 */
function firstValue(
  source: PySource,
  base: SyntaxNode,
  step: RecursiveStep,
  bound: LowerBound,
  name: string,
): string {
  const fraction = `${name} % 1`;
  const plus = (whole: number, rest: string): string => (whole === 0 ? rest : `${whole} + ${rest}`);
  if (bound.kind !== '<=') return plus(bound.firstAbove, fraction);
  const last = bound.firstAbove - 1;
  // One step more, at the bound itself, when it changes nothing: times 1, plus 0.
  const harmless =
    wholeNumber(source, base) !== undefined &&
    last === (step.simple === '*' ? 1 : step.simple === '+' ? 0 : -1);
  return plus(last, harmless ? fraction : `(${fraction} or 1 + ${fraction})`);
}

function goesDownByOne(source: PySource, argument: SyntaxNode, parameter: string): boolean {
  const [left, operator, right, ...rest] = childrenOf(argument);
  return (
    argument.name === 'BinaryExpression' &&
    rest.length === 0 &&
    isName(source, left, parameter) &&
    operator !== undefined &&
    textOf(source, operator) === '-' &&
    right !== undefined &&
    wholeNumber(source, right) === 1
  );
}
