import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { isWritten } from './enumerateFromRange';
import type { PyRule } from './rule';
import { childrenOf, descendants, hasComment, textOf, type PySource } from './source';

const id = 'min-from-sorted';

/**
 * `sorted(xs)[0]` becomes `min(xs)`, `[-1]` becomes `max(xs)`: one pass instead of a sort. `min` of nothing fails with
 * another error, and of equal elements that can be told apart `[-1]` is the last, `max` gives the first; the answer says so.
 */
export const minFromSorted: PyRule = {
  id,
  find(source) {
    if (!['sorted', 'min', 'max'].every(name => isBuiltin(source, name))) return [];
    return descendants(source.root, 'MemberExpression').flatMap((node): Rewrite[] => {
      const [call, open, index, close, ...rest] = childrenOf(node);
      if (!call || open?.name !== '[' || !index || close?.name !== ']' || rest.length > 0) return [];
      const sorting = sortingOf(source, call);
      const at = textOf(source, index);
      if (!sorting || (at !== '0' && at !== '-1') || isWritten(node)) return [];
      if (hasComment(source, node.from, node.to)) return [];
      const first = at === '0';
      const least = first !== sorting.reversed;
      return [
        {
          rule: id,
          why: 'finds the one element in a single pass, without sorting all',
          assumes: `\`${textOf(source, sorting.list)}\` is not empty, and its elements are ordered as numbers or text are${first ? '' : ' (of equal ones the first is taken, not the last)'}`,
          at: node.from,
          edits: [
            {
              start: node.from,
              end: node.to,
              text: `${least ? 'min' : 'max'}(${textOf(source, sorting.list)}${sorting.key ? `, key=${textOf(source, sorting.key)}` : ''})`,
            },
          ],
        },
      ];
    });
  },
};

/** `sorted(xs)`, with a key or `reverse=True` behind it. */
function sortingOf(
  source: PySource,
  call: PyNode,
): { list: PyNode; key: PyNode | undefined; reversed: boolean } | undefined {
  const [callee, args] = childrenOf(call);
  if (call.name !== 'CallExpression' || !callee || textOf(source, callee) !== 'sorted' || !args)
    return undefined;
  const [, list, ...more] = childrenOf(args);
  if (!list || ['*', '**', ')'].includes(list.name)) return undefined;
  let key: PyNode | undefined;
  let reversed = false;
  let at = 0;
  while (more[at]?.name === ',') {
    const [, name, assign, value] = more.slice(at);
    if (!name || assign?.name !== 'AssignOp' || !value) break;
    if (textOf(source, name) === 'key') key = value;
    else if (textOf(source, name) === 'reverse' && value.name === 'Boolean')
      reversed = textOf(source, value) === 'True';
    else return undefined;
    at += 4;
  }
  if (more[at]?.name === ',') at++;
  return more[at]?.name === ')' && at === more.length - 1 ? { list, key, reversed } : undefined;
}
