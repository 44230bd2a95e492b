import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { baseAndStep, type BaseAndStep } from './baseAndStep';
import { argumentsOf, plainFunctions, type PyFunction } from './functions';
import { lowerBound, wholeNumber, type LowerBound } from './lowerBound';
import { goesDownBy, passesOther } from './countedParameter';
import { isDecimal, recursiveStep, type RecursiveStep } from './recursiveStep';
import type { PyRule } from './rule';
import { freshName, textOf, type PySource } from './source';
import { writeStatements, type PyLine } from './writeStatements';

const id = 'loop-from-recursion';

/**
 * A linear recursion over one number that goes down by one, such as factorial, becomes a loop that goes up
 * from the base: every operation happens on the same operands in the same order as in the recursion. It counts
 * with `range`, which takes whole numbers only: where no annotation says that the parameter is one, the answer
 * says that it is taken for granted. Where the recursion would never return, or would exceed Python's recursion
 * limit, the loop promises nothing.
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
  if (!argument || !call || goesDownBy(source, argument, parameter.name) !== 1) return undefined;

  const shape = baseAndStep(fn.statements, node => node.from <= call.from && call.to <= node.to);
  if (!shape || [shape.test, shape.base, shape.step].some(node => textOf(source, node).includes('\n')))
    return undefined;
  const bound = lowerBound(source, shape.test, parameter.name, shape.negated);
  const step = recursiveStep(source, shape.step, [call], parameter.name);
  if (!bound || !step || !isDecimal(source, shape.base)) return undefined;
  if (parameter.type !== undefined && parameter.type !== 'int') return undefined;
  if (!isBuiltin(source, 'range') || (parameter.type === undefined && passesOther(source, fn)))
    return undefined;

  const first = fn.statements[shape.guarded ? 1 : 0];
  const last = fn.statements.at(-1);
  const edit =
    first &&
    last &&
    writeStatements(source, first, last, loopLines(source, shape, step, bound, parameter.name));
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${fn.name}\` called itself once per step; a loop computes the same without growing the call stack`,
    assumes: parameter.type === 'int' ? undefined : `\`${parameter.name}\` is a whole number (an int)`,
    at: fn.node.from,
    edits: [edit],
  };
}

function loopLines(
  source: PySource,
  shape: BaseAndStep,
  step: RecursiveStep,
  bound: LowerBound,
  name: string,
): PyLine[] {
  const result = freshName(source, 'result', 'total', 'value');
  const i = freshName(source, 'i', 'k', 'index');
  const test = textOf(source, shape.test);
  const base = textOf(source, shape.base);
  const update = step.simple
    ? `${result} ${step.simple}= ${i}`
    : `${result} = ${step.write(i, () => result)}`;
  const guard: PyLine[] = shape.guarded
    ? []
    : [
        [0, `if ${shape.negated ? `not (${test})` : test}:`],
        [1, `return ${base}`],
      ];
  return [
    ...guard,
    [0, `${result} = ${base}`],
    [0, `for ${i} in range(${firstValue(source, shape.base, step, bound)}, ${name} + 1):`],
    [1, update],
    [0, `return ${result}`],
  ];
}

/** The lowest value for which the loop computes a step: the first one above the base that changes the result. */
function firstValue(source: PySource, base: PyNode, step: RecursiveStep, bound: LowerBound): number {
  const timesOne = bound.firstAbove === 1 && step.simple === '*' && wholeNumber(source, base) === 1;
  return timesOne ? 2 : bound.firstAbove;
}
