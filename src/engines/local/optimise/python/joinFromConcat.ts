import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { collector, mentions } from './collector';
import type { PyRule } from './rule';
import { builtinCall, movesIntoComprehension } from './scope';
import { bare, childrenOf, descendants, isName, textOf, type PySource } from './source';

const id = 'join-from-concat';

/**
 * `s = ""` and a loop that only adds text to it become one `"".join([...])`. Where the code does not tell that it is
 * text, the answer says that this is assumed.
 */
export const joinFromConcat: PyRule = {
  id,
  find(source) {
    return descendants(source.root, 'ForStatement').flatMap((loop): Rewrite[] => {
      const found = collector(source, loop, start => ["''", '""'].includes(textOf(source, start)));
      if (found?.statement.name !== 'UpdateStatement') return [];
      const [target, operator, value, ...rest] = childrenOf(found.statement);
      if (
        !isName(source, target, found.name) ||
        !operator ||
        textOf(source, operator) !== '+=' ||
        !value ||
        rest.length > 0
      )
        return [];
      if (
        isOther(source, value) ||
        mentions(source, value, found.name) ||
        !movesIntoComprehension(source, value)
      )
        return [];
      const text = textOf(source, value);
      if (text.includes('\n') || value.name === 'TupleExpression') return [];
      const all = `for ${text} in `;
      const joined =
        !found.condition && found.clauses.startsWith(all)
          ? found.clauses.slice(all.length)
          : `[${text} ${found.clauses}]`;
      return [
        {
          rule: id,
          assumes: isText(source, value) ? undefined : `\`${text}\` is text`,
          why: `\`${found.name}\` may be copied by every \`+=\`; \`join\` builds it once`,
          at: loop.from,
          edits: [
            {
              start: found.start.from,
              end: found.statement.to,
              text: `${textOf(source, found.start)}.join(${joined})`,
            },
          ],
        },
      ];
    });
  },
};

/** Whether an expression surely is no text: adding it fails, in another way than joining it. */
function isOther(source: PySource, wrapped: PyNode): boolean {
  const node = bare(wrapped);
  return (
    ['Number', 'Boolean', 'None', 'ArrayExpression'].includes(node.name) ||
    /^\w*b\w*['"]/i.test(textOf(source, node))
  );
}

/** Whether an expression surely is text. */
function isText(source: PySource, wrapped: PyNode): boolean {
  const node = bare(wrapped);
  if (node.name === 'FormatString') return true;
  if (node.name === 'String' || node.name === 'ContinuedString') return !/^\w*b/i.test(textOf(source, node));
  if (['str', 'repr', 'chr', 'hex'].includes(builtinCall(source, node)?.name ?? '')) return true;
  const [left, operator, right] = childrenOf(node);
  if (node.name === 'ConditionalExpression') {
    const [yes, , , , no] = childrenOf(node);
    return yes !== undefined && no !== undefined && isText(source, yes) && isText(source, no);
  }
  if (node.name !== 'BinaryExpression' || !left || !operator || !right) return false;
  return textOf(source, operator) === '+' && isText(source, left) && isText(source, right);
}
