import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBinding, isBuiltin, mentionsOf } from './binding';
import { bindingsOf, sequenceKindOf } from './lists';
import { lineBefore, outermostLoop } from './loops';
import { isQuiet } from './quiet';
import type { PyRule } from './rule';
import { holds, scopeAround } from './scope';
import { childrenOf, descendants, freshName, textOf, type PySource } from './source';

const id = 'set-from-membership';

/**
 * `x in ys` in a loop looks through the list from its start each time; a set made of it before the loop finds each at
 * once. In the loop the list may only be asked. Elements have to be hashable; the answer says so.
 */
export const setFromMembership: PyRule = {
  id,
  find(source) {
    if (!isBuiltin(source, 'set')) return [];
    const done = new Map<PyNode, Set<string>>();
    return descendants(source.root, 'BinaryExpression').flatMap((node): Rewrite[] => {
      const list = listAsked(node);
      const loop = outermostLoop(node);
      const scope = scopeAround(source, loop ?? node);
      if (!list || !loop || !scope) return [];
      const name = textOf(source, list);
      const names = done.get(loop) ?? new Set();
      done.set(loop, names);
      if (names.has(name)) return [];
      names.add(name);
      const rewrite = rewriteLoop(source, scope, loop, name);
      return rewrite ? [rewrite] : [];
    });
  },
};

/** The name in `x in ys` or `x not in ys`. */
function listAsked(node: PyNode): PyNode | undefined {
  const parts = childrenOf(node);
  const list = parts.at(-1);
  const operator = parts.at(-2);
  return operator?.name === 'in' && list?.name === 'VariableName' && parts.length <= 4 ? list : undefined;
}

function rewriteLoop(source: PySource, scope: PyNode, loop: PyNode, name: string): Rewrite | undefined {
  const kind = sequenceKindOf(source, scope, name);
  if ((kind !== 'list' && kind !== 'unknown') || source.doubtful.has(name) || isShort(source, scope, name))
    return undefined;
  if (holds(loop, 'LambdaExpression', 'FunctionDefinition', 'ClassDefinition', 'ScopeStatement'))
    return undefined;
  const mentions = mentionsOf(source, loop, name);
  const asked = mentions.every(
    mention =>
      !isBinding(mention) &&
      mention.parent?.name === 'BinaryExpression' &&
      listAsked(mention.parent)?.from === mention.from,
  );
  if (!asked || bindingsOf(source, scope, name).every(({ from }) => from > loop.from)) return undefined;
  const set = freshName(source, `${name}_set`, `${name}_as_set`);
  const line = lineBefore(source, loop, `${set} = set(${name})`);
  if (!line) return undefined;
  const assumed = [
    `\`${name}\` is a list`,
    'what it holds and what is looked for in it are hashable (numbers, text, tuples of them)',
    ...(isQuiet(source, loop) ? [] : ['no call in the loop changes it']),
  ].slice(kind === 'list' ? 1 : 0);
  return {
    rule: id,
    why: `\`${name}\` was searched from its start each time round; a set finds each at once`,
    assumes: assumed.join(', and '),
    at: loop.from,
    edits: [line, ...mentions.map(({ from, to }) => ({ start: from, end: to, text: set }))],
  };
}

/** A handful of elements is searched as fast as a set is asked, and a list that starts empty most likely grows. */
function isShort(source: PySource, scope: PyNode, name: string): boolean {
  return bindingsOf(source, scope, name).some(({ parent }) => {
    const value = parent?.name === 'AssignStatement' ? parent.lastChild : undefined;
    return value?.name === 'ArrayExpression' && value.children.length < 20;
  });
}
