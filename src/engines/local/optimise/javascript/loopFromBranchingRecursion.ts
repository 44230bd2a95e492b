import type { NodePath } from '@babel/traverse';
import type * as t from '@babel/types';
import { indentAt, startsLine } from '../layout';
import type { Rewrite } from '../rewrite';
import type { TextEdit } from '../textEdit';
import { basesOf, guardedStep, type Bases, type GuardedStep } from './branchingRecursion';
import { goesDownBy, numberType, passesOther, wholeNumberAssumed } from './countedParameter';
import { writeBody, type BodyLine } from './functionBody';
import { recursiveStep, type RecursiveStep } from './recursiveStep';
import type { JsRule } from './rule';
import { callOf, namedFunction, plainParameters, type NamedFunction } from './selfCalls';
import { endOf, freshName, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'loop-from-branching-recursion';

/**
 * A recursion that calls itself twice or more per level for the numbers right below, such as the naive `fib`, takes
 * time that doubles with every level; a loop that keeps the last two results takes one step per level. It goes up from
 * the base, on the same operands. For whole numbers; the answer says so.
 */
export const loopFromBranchingRecursion: JsRule = {
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

/** More calls in one step are not read. */
const mostCalls = 8;

function rewriteFunction(source: JsSource, path: NodePath<t.Function>): Rewrite | undefined {
  const named = namedFunction(source, path);
  if (!named || named.mentions.length < 2 || named.mentions.length > mostCalls) return undefined;
  const fn = named.path.node;
  const [parameter, ...moreParameters] = plainParameters(fn) ?? [];
  const shape = guardedStep(fn.body);
  if (!parameter || moreParameters.length > 0 || !shape) return undefined;
  const bases = basesOf(shape.guards, parameter.name);
  const calls = callsOf(named, parameter.name, bases?.bigint ?? false);
  if (!bases || !calls) return undefined;
  const step = recursiveStep(source, shape.step, [...calls.keys()], parameter.name);
  if (!step || step.kinds.has('text') || step.kinds.has(bases.bigint ? 'number' : 'bigint')) return undefined;
  const type = numberType(parameter);
  if (type === 'other' || (type !== 'unknown' && (type === 'bigint') !== bases.bigint)) return undefined;
  if (!bases.bigint && named.calls.some(passesOther)) return undefined;
  const lines = loopLines(source, step, calls, bases, parameter.name);
  const edit = lines && bodyEdit(source, fn, shape, lines);
  if (!edit) return undefined;
  return {
    rule: id,
    why: `\`${named.name}\` computed the same results over and over, twice as many with each level; a loop computes each once`,
    assumes: bases.bigint ? undefined : wholeNumberAssumed(parameter.name),
    at: startOf(fn),
    edits: [edit],
  };
}

/** How far below the parameter each call is, one or two; undefined when some mention is another thing. */
function callsOf(
  { mentions }: NamedFunction,
  parameter: string,
  bigint: boolean,
): ReadonlyMap<t.CallExpression, 1 | 2> | undefined {
  const calls = new Map<t.CallExpression, 1 | 2>();
  for (const mention of mentions) {
    const call = callOf(mention, 1);
    const by = call && goesDownBy(call, parameter, bigint);
    if (!call || (by !== 1 && by !== 2)) return undefined;
    calls.set(call, by);
  }
  return calls;
}

function loopLines(
  source: JsSource,
  step: RecursiveStep,
  calls: ReadonlyMap<t.CallExpression, 1 | 2>,
  { highest, bigint, at }: Bases,
  parameter: string,
): BodyLine[] | undefined {
  const end = source.statementEnd;
  const [below, twoBelow] = [at(highest), at(highest - 1)];
  const keepsTwo = [...calls.values()].includes(2);
  if (below === undefined || (keepsTwo && (highest < 1 || twoBelow === undefined))) return undefined;
  const current = freshName(source, 'current', 'result', 'value');
  const previous = freshName(source, 'previous', 'before', 'last');
  const next = freshName(source, 'next', 'following', 'sum');
  const i = freshName(source, 'i', 'k', 'index');
  const value = step.write(i, call => (calls.get(call) === 2 ? previous : current));
  const first = `${highest + 1}${bigint ? 'n' : ''}`;
  const update: BodyLine[] = keepsTwo
    ? [
        [1, `const ${next} = ${value}${end}`],
        [1, `${previous} = ${current}${end}`],
        [1, `${current} = ${next}${end}`],
      ]
    : [[1, `${current} = ${value}${end}`]];
  return [
    ...(keepsTwo ? [[0, `let ${previous} = ${twoBelow}${end}`] as const] : []),
    [0, `let ${current} = ${below}${end}`],
    [0, `for (let ${i} = ${first}; ${i} <= ${parameter}; ${i}++) {`],
    ...update,
    [0, '}'],
    [0, `return ${current}${end}`],
  ];
}

/** Guards that are statements of their own stay; all others are written anew. */
function bodyEdit(
  source: JsSource,
  fn: NamedFunction['path']['node'],
  { guards, last }: GuardedStep,
  lines: readonly BodyLine[],
): TextEdit | undefined {
  if (last && startsLine(source.code, startOf(last))) {
    if (hasComment(source, startOf(last), endOf(last))) return undefined;
    const { newline, unit } = source.layout;
    const indent = indentAt(source.code, startOf(last));
    const text = lines.map(([depth, line]) => unit.repeat(depth) + line).join(newline + indent);
    return { start: startOf(last), end: endOf(last), text };
  }
  if (hasComment(source, startOf(fn.body), endOf(fn.body))) return undefined;
  const written = guards.map(({ test, base }): BodyLine => [
    0,
    `if (${textOf(source, test)}) return ${textOf(source, base)}${source.statementEnd}`,
  ]);
  return written.some(([, text]) => text.includes('\n'))
    ? undefined
    : writeBody(source, fn, [...written, ...lines], false);
}
