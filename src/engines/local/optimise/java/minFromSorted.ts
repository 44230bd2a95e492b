import { childrenOf, descendants, hasComment } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { callOf, type TypedRule, type TypedSource } from '../typed/source';

const id = 'min-from-sorted';

/** `xs.stream().sorted(c).findFirst()` puts all in order to take one: `min(c)` takes the first of the least as well. */
export const minFromSorted: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'Call').flatMap((node): Rewrite[] => {
      const first = callOf(source, node);
      const sorted = first?.on && callOf(source, first.on);
      if (first?.name !== 'findFirst' || first.args.length > 0 || sorted?.name !== 'sorted' || !sorted.on)
        return [];
      const from = methodName(first.on);
      if (!from || hasComment(source, from.from, node.to) || !isStream(source, sorted.on, sorted.args.length))
        return [];
      const list = childrenOf(first.on ?? node).at(-1);
      if (!list) return [];
      return [
        {
          rule: id,
          why: 'takes the least in one pass, without putting all in order',
          at: node.from,
          edits: [
            { start: from.from, end: from.to, text: 'min' },
            { start: list.to, end: node.to, text: '' },
          ],
        },
      ];
    }),
};

function methodName(call: CodeNode | undefined): CodeNode | undefined {
  return call && childrenOf(call).find(({ name }) => name === 'MethodName');
}

/** Whether what is sorted is a stream: of objects, by a comparator, or of whole numbers. */
function isStream(source: TypedSource, node: CodeNode, comparators: number): boolean {
  const last = callOf(source, node);
  if (comparators === 0) return last?.name === 'mapToInt' || last?.name === 'mapToLong';
  for (let call = last; call; call = call.on && callOf(source, call.on)) {
    if (call.name === 'stream' && call.args.length === 0 && call.on) return true;
    if (!['distinct', 'filter', 'map', 'flatMap', 'skip', 'limit'].includes(call.name)) return false;
  }
  return false;
}
