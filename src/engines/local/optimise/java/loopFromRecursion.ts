import { childrenOf, descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { countedLoop } from '../typed/countedLoop';
import { countedRecursion, testText, type CountedRecursion, whyLoop } from '../typed/countedRecursion';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import { callOf, freshLocal, type TypedRule, type TypedSource } from '../typed/source';
import { writeStatements, type TypedLine } from '../typed/statements';

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

interface Method {
  readonly node: CodeNode;
  readonly name: string;
  readonly parameter: string;
  readonly type: string;
  readonly result: string;
  readonly body: CodeNode;
  /** Whether a class below may have another method in its place. */
  readonly overridable: boolean;
}

function recursionsOf(source: TypedSource, rule: string, wanted: (calls: number) => boolean): Rewrite[] {
  return descendants(source.root, 'MethodDeclaration').flatMap((node): Rewrite[] => {
    const method = methodOf(source, node);
    const recursion = method && countedRecursion(source, method.body, method.name, method.parameter);
    if (!recursion || mentionsOf(source, method.body, method.name).length > 0) return [];
    const { name, overridable } = method;
    const calls = descendants(method.body, 'Call').filter(call => callOf(source, call)?.name === name);
    if (calls.length !== recursion.calls.size || !wanted(calls.length)) return [];
    const lines = linesOf(source, method, recursion);
    const edit = lines && writeStatements(source, recursion.last, recursion.last, lines);
    if (!edit) return [];
    const why = whyLoop(name, calls.length);
    const assumes = overridable ? `no class overrides \`${name}\`` : undefined;
    return [{ rule, why, assumes, at: node.from, edits: [edit] }];
  });
}

function methodOf(source: TypedSource, node: CodeNode): Method | undefined {
  const parts = childrenOf(node);
  const modifiers = parts[0]?.name === 'Modifiers' ? textOf(source, parts[0]).split(/\s+/) : [];
  const [result, named, list, body, ...rest] = parts.filter(({ name }) => name !== 'Modifiers');
  if (!modifiers.every(word => ['public', 'protected', 'private', 'static', 'final'].includes(word)))
    return undefined;
  if (!result || named?.name !== 'Definition' || list?.name !== 'FormalParameters' || body?.name !== 'Block')
    return undefined;
  const [only, ...more] = childrenOf(list).filter(({ name }) => !['(', ')'].includes(name));
  const [type, parameter, ...others] = only
    ? childrenOf(only).filter(part => textOf(source, part) !== 'final')
    : [];
  if (rest.length > 0 || more.length > 0 || others.length > 0 || !type || !parameter) return undefined;
  const name = textOf(source, named);
  // Another method of that name may be meant by a call.
  if (source.doubtful.has(name) || definitionsOf(source, source.root, name).length !== 1) return undefined;
  const [typeName, resultName] = [textOf(source, type), textOf(source, result)];
  if (!['int', 'long'].includes(typeName) || !['int', 'long', 'double'].includes(resultName))
    return undefined;
  return {
    node,
    name,
    parameter: textOf(source, parameter),
    type: typeName,
    result: resultName,
    body,
    overridable: !modifiers.some(word => ['private', 'static', 'final'].includes(word)),
  };
}

function linesOf(
  source: TypedSource,
  { body, parameter, type, result: resultType }: Method,
  recursion: CountedRecursion,
): TypedLine[] | undefined {
  const { guards, highest, simple } = recursion;
  const loop = countedLoop(source, body, recursion);
  if (!loop) return undefined;
  const { i, current, below, two, value } = loop;
  const next = freshLocal(source, body, 'next', 'following');
  const step: TypedLine[] = two
    ? [
        [1, `${resultType} ${next} = ${value};`],
        [1, `${two.previous} = ${current};`],
        [1, `${current} = ${next};`],
      ]
    : [[1, simple ? `${current} ${simple}= ${i};` : `${current} = ${value};`]];
  return [
    ...guards.flatMap(({ test, base }): TypedLine[] => [
      [0, `if (${testText(source, test)}) {`],
      [1, `return ${textOf(source, base)};`],
      [0, '}'],
    ]),
    ...(two ? [[0, `${resultType} ${two.previous} = ${two.twoBelow};`] as const] : []),
    [0, `${resultType} ${current} = ${below};`],
    [0, `for (${type} ${i} = ${highest + 1}; ${i} <= ${parameter}; ${i}++) {`],
    ...step,
    [0, '}'],
    [0, `return ${current};`],
  ];
}
