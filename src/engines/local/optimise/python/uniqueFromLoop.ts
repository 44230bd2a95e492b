import type { Rewrite } from '../rewrite';
import { isBuiltin } from './binding';
import { plainLoop } from './collector';
import { argumentsOf } from './functions';
import type { PyRule } from './rule';
import { isPlainLocal } from './scope';
import { childrenOf, descendants, isName, textOf } from './source';

const id = 'unique-from-loop';

/**
 * `out = []` and a loop that appends what is not in it yet look through the list once per element;
 * `list(dict.fromkeys(xs))` keeps the same elements in the same order in one pass. The elements have to be hashable.
 */
export const uniqueFromLoop: PyRule = {
  id,
  find(source) {
    if (!isBuiltin(source, 'list') || !isBuiltin(source, 'dict')) return [];
    return descendants(source.root, 'ForStatement').flatMap((loop): Rewrite[] => {
      const found = plainLoop(source, loop);
      const before = loop.prevSibling;
      const [out, assign, empty, ...rest] = before?.name === 'AssignStatement' ? childrenOf(before) : [];
      const target = childrenOf(loop)[1];
      if (!found?.condition || target?.name !== 'VariableName' || out?.name !== 'VariableName') return [];
      if (assign?.name !== 'AssignOp' || !empty || textOf(source, empty) !== '[]' || rest.length > 0)
        return [];
      const [name, item] = [textOf(source, out), textOf(source, target)];
      if (!isPlainLocal(source, found.fn, name)) return [];
      const [left, not, isIn, right] = childrenOf(found.condition);
      if (found.condition.name !== 'BinaryExpression' || !isName(source, left, item) || not?.name !== 'not')
        return [];
      if (isIn?.name !== 'in' || !isName(source, right, name)) return [];
      const call = found.statement.name === 'ExpressionStatement' ? found.statement.firstChild : undefined;
      const callee = call?.firstChild;
      const [list, dot, method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
      if (
        !callee ||
        !isName(source, list, name) ||
        dot?.name !== '.' ||
        !method ||
        textOf(source, method) !== 'append'
      )
        return [];
      const [value] = argumentsOf(callee, 1) ?? [];
      if (!isName(source, value, item)) return [];
      if (descendants(found.iterable, 'VariableName').some(each => textOf(source, each) === name)) return [];
      return [
        {
          rule: id,
          why: `\`${name}\` was searched for every element; a dict keeps each once, in order`,
          assumes: `the elements of \`${textOf(source, found.iterable)}\` are hashable (numbers, text, tuples of them)`,
          at: loop.from,
          edits: [
            {
              start: empty.from,
              end: found.statement.to,
              text: `list(dict.fromkeys(${textOf(source, found.iterable)}))`,
            },
          ],
        },
      ];
    });
  },
};
