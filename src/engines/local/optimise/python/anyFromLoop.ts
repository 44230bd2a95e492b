import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { returned } from './baseAndStep';
import { isBuiltin } from './binding';
import { plainLoop } from './collector';
import { isQuiet } from './quiet';
import type { PyRule } from './rule';
import { descendants, hasComment, textOf, type PySource } from './source';

const id = 'any-from-loop';

/** A loop that returns `True` at the first hit, and `False` behind it, becomes `any`; the other way round `not any`. */
export const anyFromLoop: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'ForStatement').flatMap((loop): Rewrite[] => {
      const found = plainLoop(source, loop);
      const after = loop.nextSibling;
      if (!found?.condition || !after || !isBuiltin(source, 'any')) return [];
      const [inside, behind] = [truth(source, found.statement), truth(source, after)];
      if (inside === undefined || behind === undefined || inside === behind) return [];
      // A generator must not meet a StopIteration that some call raises.
      if (!isQuiet(source, found.condition) || hasComment(source, loop.from, after.to)) return [];
      const test = textOf(source, found.condition);
      if (!found.clauses.endsWith(` if ${test}`)) return [];
      return [
        {
          rule: id,
          why: 'says what is asked for; the search still ends at the first hit',
          at: loop.from,
          edits: [
            {
              start: loop.from,
              end: after.to,
              text: `return ${inside ? '' : 'not '}any(${test} ${found.clauses.slice(0, -` if ${test}`.length)})`,
            },
          ],
        },
      ];
    });
  },
};

function truth(source: PySource, statement: PyNode): boolean | undefined {
  const value = returned(statement);
  const text = value ? textOf(source, value) : '';
  return text === 'True' ? true : text === 'False' ? false : undefined;
}
