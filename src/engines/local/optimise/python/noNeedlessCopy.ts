import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import type { PyRule } from './rule';
import { builtinCall } from './scope';
import { isListValue } from './lists';
import { descendants, hasComment, type PySource } from './source';

const id = 'no-needless-copy';

/** These read all of what they are given, at once, and keep nothing of it. */
const readAll = new Set(['sorted', 'sum', 'set', 'frozenset', 'tuple', 'list', 'max', 'min']);

/** `sorted(list(xs))` copies what `sorted` copies anyway, and `list([...])` what nobody else holds. */
export const noNeedlessCopy: PyRule = {
  id,
  find: source =>
    descendants(source.root, 'CallExpression').flatMap((call): Rewrite[] => {
      const outer = builtinCall(source, call);
      const [inner, ...more] = outer?.args ?? [];
      if (!outer || !inner || more.length > 0 || hasComment(source, call.from, call.to)) return [];
      const copied = copyOf(source, inner);
      if (readAll.has(outer.name) && copied) return [keep(inner, copied)];
      return outer.name === 'list' && isListValue(source, inner) && inner.name !== 'ParenthesizedExpression'
        ? [keep(call, inner)]
        : [];
    }),
};

function copyOf(source: PySource, node: PyNode): PyNode | undefined {
  const call = builtinCall(source, node);
  return call?.name === 'list' && call.args.length === 1 ? call.args[0] : undefined;
}

function keep(all: PyNode, part: PyNode): Rewrite {
  return {
    rule: id,
    why: 'the copy was read once and thrown away',
    at: all.from,
    edits: [
      { start: all.from, end: part.from, text: '' },
      { start: part.to, end: all.to, text: '' },
    ],
  };
}
