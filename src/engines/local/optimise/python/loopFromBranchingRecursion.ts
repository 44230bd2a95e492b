import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { basesOf, guardedStep, type Bases } from './branchingRecursion';
import { goesDownBy, passesOther } from './countedParameter';
import { argumentsOf, plainFunctions, type PyFunction } from './functions';
import { recursiveStep, type RecursiveStep } from './recursiveStep';
import type { PyRule } from './rule';
import { freshName, textOf, type PySource } from './source';
import { writeStatements, type PyLine } from './writeStatements';

const id = 'loop-from-branching-recursion';

/**
 * A recursion that calls itself twice or more per level for the numbers right below, such as the naive `fib`, takes
 * time that doubles with every level; a loop that keeps the last two results takes one step per level. For whole
 * numbers, as `range` takes no others; the answer says so.
 */
export const loopFromBranchingRecursion: PyRule = {
  id,
  find: source => plainFunctions(source).flatMap(fn => rewriteFunction(source, fn) ?? []),
};

/** More calls in one step are not read. */
const mostCalls = 8;

function rewriteFunction(source: PySource, fn: PyFunction): Rewrite | undefined {
  const [parameter, ...moreParameters] = fn.parameters;
  if (fn.mentions.length < 2 || fn.mentions.length > mostCalls || !parameter || moreParameters.length > 0)
    return undefined;
  if (parameter.type !== undefined && parameter.type !== 'int') return undefined;
  const shape = guardedStep(fn.statements);
  const calls = callsOf(source, fn, parameter.name);
  const bases = shape && basesOf(source, shape.guards, parameter.name);
  if (!shape || !calls || !bases || !isBuiltin(source, 'range')) return undefined;
  if (parameter.type === undefined && passesOther(source, fn)) return undefined;
  const step = recursiveStep(source, shape.step, [...calls.keys()], parameter.name);
  const lines = step && loopLines(source, step, calls, bases, parameter.name);
  const last = fn.statements.at(-1);
  const first = shape.stays ? last : fn.statements[0];
  if (!lines || !first || !last) return undefined;
  const guards = shape.stays
    ? []
    : shape.guards.flatMap(({ test, base }): PyLine[] => [
        [0, `if ${textOf(source, test)}:`],
        [1, `return ${textOf(source, base)}`],
      ]);
  const all = [...guards, ...lines];
  const edit = all.some(([, text]) => text.includes('\n'))
    ? undefined
    : writeStatements(source, first, last, all);
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${fn.name}\` computed the same results over and over, twice as many with each level; a loop computes each once`,
    assumes: parameter.type === 'int' ? undefined : `\`${parameter.name}\` is a whole number (an int)`,
    at: fn.node.from,
    edits: [edit],
  };
}

/** How far below the parameter each call is, one or two; undefined when some mention is another thing. */
function callsOf(
  source: PySource,
  fn: PyFunction,
  parameter: string,
): ReadonlyMap<PyNode, 1 | 2> | undefined {
  const calls = new Map<PyNode, 1 | 2>();
  for (const mention of fn.mentions) {
    const [argument] = argumentsOf(mention, 1) ?? [];
    const by = argument && goesDownBy(source, argument, parameter);
    if (!mention.parent || (by !== 1 && by !== 2)) return undefined;
    calls.set(mention.parent, by);
  }
  return calls;
}

function loopLines(
  source: PySource,
  step: RecursiveStep,
  calls: ReadonlyMap<PyNode, 1 | 2>,
  { highest, at }: Bases,
  parameter: string,
): PyLine[] | undefined {
  const [below, twoBelow] = [at(highest), at(highest - 1)];
  const keepsTwo = [...calls.values()].includes(2);
  if (below === undefined || (keepsTwo && (highest < 1 || twoBelow === undefined))) return undefined;
  const current = freshName(source, 'current', 'result', 'value');
  const previous = freshName(source, 'previous', 'before', 'last');
  const i = freshName(source, 'i', 'k', 'index');
  const value = step.write(i, call => (calls.get(call) === 2 ? previous : current));
  return [
    [0, keepsTwo ? `${previous}, ${current} = ${twoBelow}, ${below}` : `${current} = ${below}`],
    [0, `for ${i} in range(${highest + 1}, ${parameter} + 1):`],
    [1, keepsTwo ? `${previous}, ${current} = ${current}, ${value}` : `${current} = ${value}`],
    [0, `return ${current}`],
  ];
}
