import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBinding, isBuiltin, mentionsOf } from './binding';
import { isConstant } from './kinds';
import { sequenceKindOf } from './lists';
import { isQuiet } from './quiet';
import type { PyRule } from './rule';
import { builtinCall, holds, isPlainLocal, livesBetween, scopeAround } from './scope';
import { childrenOf, descendants, freshName, isName, textOf, type PySource } from './source';

const id = 'enumerate-from-range';

/**
 * `for i in range(len(xs))` that only reads `xs[i]` goes over the elements themselves, with `enumerate` where the
 * index is still needed. Where the code does not tell that it is a list, a tuple or text that nothing in the loop can
 * change, the answer says that this is assumed.
 */
export const enumerateFromRange: PyRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: PySource, loop: PyNode): Rewrite | undefined {
  const scope = scopeAround(source, loop);
  const [keyword, target, , iterable, body, ...rest] = childrenOf(loop);
  if (
    !scope ||
    keyword?.name !== 'for' ||
    target?.name !== 'VariableName' ||
    body?.name !== 'Body' ||
    !iterable
  )
    return undefined;
  if (rest.length > 0 || !isBuiltin(source, 'enumerate')) return undefined;
  const [length] = oneArgument(source, iterable, 'range');
  const [list] = length ? oneArgument(source, length, 'len') : [];
  if (list?.name !== 'VariableName') return undefined;
  const [index, name] = [textOf(source, target), textOf(source, list)];
  const kind = sequenceKindOf(source, scope, name);
  if (kind === 'other' || source.doubtful.has(name) || !isPlainLocal(source, scope, index)) return undefined;
  const outermost = scope.name !== 'FunctionDefinition';
  if (!outermost && !livesBetween(source, scope, index, loop.from, loop.to)) return undefined;
  if (holds(body, 'LambdaExpression', 'FunctionDefinition', 'ClassDefinition', 'Comment')) return undefined;
  if (holds(body, 'YieldExpression', 'YieldStatement', 'AwaitExpression')) return undefined;

  const mentioned = mentionsOf(source, body, name);
  const reads = mentioned.map(mention => readOf(source, mention, index));
  const indices = mentionsOf(source, body, index);
  if (reads.length === 0 || indices.some(isBinding)) return undefined;
  const item = freshName(source, 'item', 'element', 'entry');
  const edits = reads.flatMap(read => (read ? [{ start: read.from, end: read.to, text: item }] : []));
  if (edits.length !== reads.length) return undefined;
  const indexed = outermost || indices.length > reads.length;
  const assumed = [
    ...(kind === 'unknown' ? [`\`${name}\` is a list, a tuple or text`] : []),
    ...(kind !== 'immutable' && mayChangeList(source, scope, body)
      ? [`nothing in the loop changes \`${name}\``]
      : []),
  ];
  return {
    rule: id,
    why: indexed
      ? 'gives index and element together, without a look-up per use'
      : 'goes over the elements, without a look-up per use',
    assumes: assumed.length > 0 ? assumed.join(' and ') : undefined,
    at: loop.from,
    edits: [
      {
        start: target.from,
        end: iterable.to,
        text: indexed ? `${index}, ${item} in enumerate(${name})` : `${item} in ${name}`,
      },
      ...edits,
    ],
  };
}

/** Whether a loop's body could change some list, perhaps this one under another name. */
function mayChangeList(source: PySource, fn: PyNode, body: PyNode): boolean {
  if (!isQuiet(source, body)) return true;
  if (holds(body, 'DeleteStatement')) return true;
  return descendants(body, 'AssignStatement', 'UpdateStatement').some(statement => {
    const parts = childrenOf(statement);
    const value = parts.at(-1);
    if (parts.some(part => part !== value && part.name === 'MemberExpression' && holds(part, '[')))
      return true;
    const [target] = parts;
    return statement.name === 'UpdateStatement' && !(target && startsConstant(source, fn, target));
  });
}

/** Whether a name is a local that is only ever set to constants before it is added to. */
function startsConstant(source: PySource, fn: PyNode, target: PyNode): boolean {
  const name = textOf(source, target);
  if (target.name !== 'VariableName' || !isPlainLocal(source, fn, name)) return false;
  return mentionsOf(source, fn, name)
    .filter(isBinding)
    .every(({ parent, from }) => {
      if (parent?.name === 'UpdateStatement') return true;
      const parts = parent?.name === 'AssignStatement' ? childrenOf(parent) : [];
      const value = parts.at(-1);
      return (
        parts.length === 3 && parts[0]?.from === from && value !== undefined && isConstant(source, value)
      );
    });
}

function oneArgument(source: PySource, node: PyNode, name: string): PyNode[] {
  const call = builtinCall(source, node);
  return call?.name === name && call.args.length === 1 ? call.args : [];
}

/** `xs[i]`, read only: not assigned, updated or deleted. */
function readOf(source: PySource, list: PyNode, index: string): PyNode | undefined {
  const member = list.parent;
  const [object, open, at, close, ...rest] = member?.name === 'MemberExpression' ? childrenOf(member) : [];
  if (!member || object?.from !== list.from || open?.name !== '[' || close?.name !== ']' || rest.length > 0)
    return undefined;
  if (!isName(source, at, index)) return undefined;
  return isWritten(member) ? undefined : member;
}

/** Whether an element is assigned, updated or deleted, alone or packed with others. */
export function isWritten(member: PyNode): boolean {
  let at = member;
  while (
    at.parent &&
    ['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(at.parent.name)
  )
    at = at.parent;
  const { parent } = at;
  if (!parent || ['DeleteStatement', 'WithStatement', 'ForStatement'].includes(parent.name)) return true;
  if (parent.name !== 'AssignStatement' && parent.name !== 'UpdateStatement') return false;
  return childrenOf(parent).some(part => part.from > at.from && part.name.endsWith('Op'));
}
