import type { Rewrite } from '../rewrite';
import { argumentsOf } from './functions';
import { collector, mentions } from './collector';
import type { PyRule } from './rule';
import { movesIntoComprehension } from './scope';
import { childrenOf, descendants, isName, textOf } from './source';

const id = 'comprehension-from-append';

/** `xs = []` and a loop that only appends to it become one list comprehension. */
export const comprehensionFromAppend: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'ForStatement').flatMap((loop): Rewrite[] => {
      const found = collector(source, loop, start => textOf(source, start) === '[]');
      const call = found?.statement.name === 'ExpressionStatement' ? found.statement.firstChild : undefined;
      const callee = call?.firstChild;
      if (!found || callee?.name !== 'MemberExpression') return [];
      const [list, dot, method] = childrenOf(callee);
      if (
        !isName(source, list, found.name) ||
        dot?.name !== '.' ||
        !method ||
        textOf(source, method) !== 'append'
      )
        return [];
      const [value] = argumentsOf(callee, 1) ?? [];
      if (!value || mentions(source, value, found.name) || !movesIntoComprehension(source, value)) return [];
      const text = textOf(source, value);
      if (text.includes('\n')) return [];
      return [
        {
          rule: id,
          why: `\`${found.name}\` is built in one go, without a method call per element`,
          at: found.loop.from,
          edits: [{ start: found.start.from, end: found.statement.to, text: `[${text} ${found.clauses}]` }],
        },
      ];
    });
  },
};
