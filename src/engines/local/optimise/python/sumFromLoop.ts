import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { collector, mentions } from './collector';
import { isQuiet } from './quiet';
import type { PyRule } from './rule';
import { builtinCall, movesIntoComprehension } from './scope';
import { bare, childrenOf, descendants, isName, textOf, type PySource } from './source';

const id = 'sum-from-loop';

/**
 * `n = 0` and a loop that only adds to it become `sum`. Sums of floats may differ in the last digit, as `sum` rounds
 * less from Python 3.12 on: where the code does not tell that whole numbers are added, the answer says that it is assumed.
 */
export const sumFromLoop: PyRule = {
  id,
  find(source) {
    if (!isBuiltin(source, 'sum')) return [];
    return descendants(source.root, 'ForStatement').flatMap((loop): Rewrite[] => {
      const found = collector(source, loop, start => textOf(source, start) === '0');
      if (found?.statement.name !== 'UpdateStatement') return [];
      const [target, operator, value, ...rest] = childrenOf(found.statement);
      if (!isName(source, target, found.name) || !operator || textOf(source, operator) !== '+=') return [];
      if (!value || rest.length > 0 || mentions(source, value, found.name)) return [];
      if (!movesIntoComprehension(source, value) || value.name === 'TupleExpression') return [];
      // A generator must not meet a StopIteration that some call raises.
      if (![value, ...(found.condition ? [found.condition] : [])].every(part => isQuiet(source, part)))
        return [];
      const text = textOf(source, value);
      if (text.includes('\n')) return [];
      const all = `for ${text} in `;
      const summed =
        !found.condition && found.clauses.startsWith(all)
          ? found.clauses.slice(all.length)
          : `${text} ${found.clauses}`;
      return [
        {
          rule: id,
          why: `\`${found.name}\` is said in one expression`,
          assumes: isWhole(source, value)
            ? undefined
            : `\`${text}\` is a whole number (sums of floats may differ in the last digit)`,
          at: loop.from,
          edits: [{ start: found.start.from, end: found.statement.to, text: `sum(${summed})` }],
        },
      ];
    });
  },
};

/** Whether an expression surely is a whole number. */
function isWhole(source: PySource, wrapped: PyNode): boolean {
  const node = bare(wrapped);
  if (node.name === 'Number') return /^\d+$/.test(textOf(source, node));
  return ['len', 'ord', 'int'].includes(builtinCall(source, node)?.name ?? '');
}
