import type { PyNode } from './tree';
import { indentAt, startsLine } from '../layout';
import type { Rewrite } from '../rewrite';
import type { PyRule } from './rule';
import { bare, childrenOf, descendants, negated, statementsOf, textOf, type PySource } from './source';

const id = 'early-return';

/** The last `if` of a function, with statements in it that nest further, becomes `if not ...: return`, and they move out. */
export const earlyReturn: PyRule = {
  id,
  find: source =>
    descendants(source.root, 'FunctionDefinition').flatMap((fn): Rewrite[] => {
      const body = fn.lastChild;
      const last = body?.name === 'Body' ? statementsOf(body).at(-1) : undefined;
      const [keyword, test, block, ...rest] = last?.name === 'IfStatement' ? childrenOf(last) : [];
      if (!last || keyword?.name !== 'if' || !test || block?.name !== 'Body' || rest.length > 0) return [];
      const inner = statementsOf(block);
      const [first] = inner;
      if (!first || inner.length < 2 || !inner.some(statement => nests.has(statement.name))) return [];
      if (!startsLine(source.code, last.from) || !startsLine(source.code, first.from)) return [];
      if (
        descendants(block, 'String', 'FormatString', 'ContinuedString').some(text =>
          textOf(source, text).includes('\n'),
        )
      )
        return [];
      const [outer, deeper] = [indentAt(source.code, last.from), indentAt(source.code, first.from)];
      const head = source.code.slice(last.from, first.from);
      if (head.includes('#') || head.trimEnd().includes('\n') || textOf(source, last).includes('\\\n'))
        return [];
      const { newline, unit } = source.layout;
      const end = last.to - (/\s*$/.exec(textOf(source, last))?.[0].length ?? 0);
      const lines = source.code.slice(first.from, end).split(/\r?\n/);
      if (!lines.slice(1).every(line => line.trim() === '' || line.startsWith(deeper))) return [];
      const moved = lines.map((line, at) =>
        at > 0 && line.startsWith(deeper) ? outer + line.slice(deeper.length) : line,
      );
      return [
        {
          rule: id,
          why: 'returns early, so that what follows stands one level less deep',
          at: last.from,
          edits: [
            {
              start: last.from,
              end,
              text: `if ${opposite(source, test)}:${newline}${outer}${unit}return${newline}${outer}${moved.join(newline)}`,
            },
          ],
        },
      ];
    }),
};

const nests = new Set([
  'IfStatement',
  'ForStatement',
  'WhileStatement',
  'TryStatement',
  'WithStatement',
  'MatchStatement',
]);

function opposite(source: PySource, wrapped: PyNode): string {
  const test = bare(wrapped);
  const inner = negated(test);
  if (inner) return textOf(source, inner);
  const text = textOf(source, wrapped);
  const parts = childrenOf(test);
  const [left, operator, right] = parts;
  if (
    test.name === 'BinaryExpression' &&
    left &&
    right &&
    parts.length === 3 &&
    left.name !== 'BinaryExpression'
  ) {
    if (operator?.name === 'in') return `${textOf(source, left)} not in ${textOf(source, right)}`;
    if (operator?.name === 'is') return `${textOf(source, left)} is not ${textOf(source, right)}`;
  }
  return ['VariableName', 'CallExpression', 'MemberExpression', 'ParenthesizedExpression'].includes(
    wrapped.name,
  )
    ? `not ${text}`
    : `not (${text})`;
}
