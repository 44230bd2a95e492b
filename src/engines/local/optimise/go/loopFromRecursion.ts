import { textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import { countedLoop } from '../typed/countedLoop';
import { countedRecursion, type CountedRecursion, whyLoop } from '../typed/countedRecursion';
import { isUntouched } from '../typed/mentions';
import type { TypedRule, TypedSource } from '../typed/source';
import { writeStatements, type TypedLine } from '../typed/statements';
import { oneParameterFunctions, type OneParameterFunction } from './functions';

/** A recursion that counts down, calling itself once per level, becomes a loop that counts up. */
export const loopFromRecursion: TypedRule = {
  id: 'loop-from-recursion',
  find: source => recursionsOf(source, 'loop-from-recursion', calls => calls === 1),
};

/** One that calls itself more than once, such as the naive `fib`, computes each result once. */
export const loopFromBranchingRecursion: TypedRule = {
  id: 'loop-from-branching-recursion',
  find: source => recursionsOf(source, 'loop-from-branching-recursion', calls => calls > 1),
};

/** Narrower ones could be counted past their end; floats may be rounded otherwise where operations are joined. */
const wholeTypes = new Set(['int', 'int32', 'int64', 'uint', 'uint32', 'uint64', 'rune']);

function recursionsOf(source: TypedSource, rule: string, wanted: (calls: number) => boolean): Rewrite[] {
  return oneParameterFunctions(source).flatMap((fn): Rewrite[] => {
    if (![fn.type, fn.result].every(type => wholeTypes.has(type) && isUntouched(source, type))) return [];
    const recursion = countedRecursion(source, fn.body, fn.name, fn.parameter);
    if (!recursion || recursion.calls.size !== fn.mentions.length || !wanted(fn.mentions.length)) return [];
    const lines = linesOf(source, fn, recursion);
    const edit = lines && writeStatements(source, recursion.last, recursion.last, lines);
    if (!edit) return [];
    const why = whyLoop(fn.name, fn.mentions.length);
    return [{ rule, why, at: fn.node.from, edits: [edit] }];
  });
}

function linesOf(
  source: TypedSource,
  { parameter, type, result: resultType, body }: OneParameterFunction,
  recursion: CountedRecursion,
): TypedLine[] | undefined {
  const { guards, highest, simple } = recursion;
  const loop = countedLoop(source, body, recursion);
  if (!loop) return undefined;
  const { i, current, below, two, value } = loop;
  const names = two ? `${two.previous}, ${current}` : current;
  const values = two ? `${two.twoBelow}, ${below}` : String(below);
  const start = type === 'int' ? String(highest + 1) : `${type}(${highest + 1})`;
  const step =
    simple && !two && type === resultType
      ? `${current} ${simple}= ${i}`
      : `${names} = ${two ? `${current}, ` : ''}${value}`;
  return [
    ...guards.flatMap(({ test, base }): TypedLine[] => [
      [0, `if ${textOf(source, test)} {`],
      [1, `return ${textOf(source, base)}`],
      [0, '}'],
    ]),
    [0, resultType === 'int' ? `${names} := ${values}` : `var ${names} ${resultType} = ${values}`],
    [0, `for ${i} := ${start}; ${i} <= ${parameter}; ${i}++ {`],
    [1, step],
    [0, '}'],
    [0, `return ${current}`],
  ];
}
