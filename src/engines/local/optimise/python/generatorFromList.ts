import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isQuiet } from './quiet';
import type { PyRule } from './rule';
import { builtinCall, movesIntoComprehension } from './scope';
import { descendants, textOf, type PySource } from './source';

const id = 'generator-from-list';
const readers = new Set(['sum', 'any', 'all', 'max', 'min', 'set']);

/**
 * `sum([f(x) for x in xs])` builds a list only to go over it; without the brackets each element is made when it is
 * read, and `any` and `all` end at the first that decides. Not where making an element prints or may end a generator.
 */
export const generatorFromList: PyRule = {
  id,
  find: source =>
    descendants(source.root, 'CallExpression').flatMap((call): Rewrite[] => {
      const outer = builtinCall(source, call);
      const [list, ...more] = outer?.args ?? [];
      if (!outer || !readers.has(outer.name) || !list || more.length > 0) return [];
      if (list.name !== 'ArrayComprehensionExpression' || !movesIntoComprehension(source, list)) return [];
      if (!isQuiet(source, list) || prints(source, list) || textOf(source, list).includes('async '))
        return [];
      return [
        {
          rule: id,
          why: 'no list is built only to be gone over',
          at: list.from,
          edits: [
            { start: list.from, end: list.from + 1, text: '' },
            { start: list.to - 1, end: list.to, text: '' },
          ],
        },
      ];
    }),
};

function prints(source: PySource, node: PyNode): boolean {
  return descendants(node, 'VariableName').some(name => textOf(source, name) === 'print');
}
