import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { returned } from './baseAndStep';
import { isBoolean } from './kinds';
import type { PyRule } from './rule';
import { bare, childrenOf, descendants, hasComment, statementsOf, textOf, type PySource } from './source';

const id = 'boolean-result';
const why = 'the condition is the result already';

/** `True if c else False` and `if c: return True` before `return False` become `c`, where `c` surely is a bool. */
export const booleanResult: PyRule = {
  id,
  find: source => [...conditionals(source), ...statements(source)],
};

function conditionals(source: PySource): Rewrite[] {
  return descendants(source.root, 'ConditionalExpression').flatMap((node): Rewrite[] => {
    const [yes, , test, , no] = childrenOf(node);
    const result = yes && test && no && resultOf(source, test, yes, no);
    if (result === undefined || hasComment(source, node.from, node.to)) return [];
    const alone = ['ReturnStatement', 'AssignStatement', 'ParenthesizedExpression'].includes(
      node.parent?.name ?? '',
    );
    return [
      {
        rule: id,
        why,
        at: node.from,
        edits: [{ start: node.from, end: node.to, text: alone ? result : `(${result})` }],
      },
    ];
  });
}

function statements(source: PySource): Rewrite[] {
  return descendants(source.root, 'IfStatement').flatMap((node): Rewrite[] => {
    const [, test, body, orElse, otherwise, ...rest] = childrenOf(node);
    const yes = body && only(body);
    const last =
      orElse?.name === 'else' && otherwise && rest.length === 0
        ? statementsOf(otherwise).at(-1)
        : node.nextSibling;
    const no = orElse ? otherwise && only(otherwise) : last && returned(last);
    if (!test || !yes || !no || !last || hasComment(source, node.from, last.to)) return [];
    const result = resultOf(source, test, yes, no);
    return result === undefined
      ? []
      : [
          {
            rule: id,
            why,
            at: node.from,
            edits: [{ start: node.from, end: last.to, text: `return ${result}` }],
          },
        ];
  });
}

function only(body: PyNode): PyNode | undefined {
  const [statement, ...more] = statementsOf(body);
  return statement && more.length === 0 ? returned(statement) : undefined;
}

function resultOf(source: PySource, test: PyNode, yes: PyNode, no: PyNode): string | undefined {
  const [whenTrue, whenFalse] = [textOf(source, yes), textOf(source, no)];
  const text = textOf(source, test);
  if (!isBoolean(source, test) || text.includes('\n')) return undefined;
  if (whenTrue === 'True' && whenFalse === 'False') return text;
  if (whenTrue !== 'False' || whenFalse !== 'True') return undefined;
  return bare(test).name === 'UnaryExpression' ? undefined : `not (${text})`;
}
