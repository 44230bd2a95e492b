import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { isUntouched } from './mentions';
import { bare, binary, isFunction, negated, returned, type TypedRule, type TypedSource } from './source';
import { statementAfter } from './statements';

const id = 'boolean-result';

/** `if a > b { return true }` before `return false` becomes `return a > b`, where both are the language's own truth values. */
export const booleanResult: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'IfStatement').flatMap((node): Rewrite[] => {
      const [, test, then, orElse, otherwise, ...rest] = childrenOf(node);
      const after = orElse ? undefined : statementAfter(node);
      const last = orElse ? node : after;
      const yes = then && returned(then);
      const no = orElse
        ? otherwise && returned(otherwise)
        : after?.name === 'ReturnStatement' && returned(after);
      if (!test || !yes || !no || !last || rest.length > 0 || node.parent?.name === 'IfStatement') return [];
      if (!isComparison(source, test) || hasComment(source, node.from, last.to)) return [];
      if (!returnsBoolean(source, node)) return [];
      const [whenTrue, whenFalse] = [textOf(source, yes), textOf(source, no)];
      const text = textOf(source, bare(test));
      const result =
        whenTrue === 'true' && whenFalse === 'false'
          ? text
          : whenTrue === 'false' && whenFalse === 'true'
            ? opposite(source, test)
            : undefined;
      if (result === undefined || result.includes('\n')) return [];
      const end = source.language === 'java' ? ';' : '';
      return [
        {
          rule: id,
          why: 'the condition is the result already',
          at: node.from,
          edits: [{ start: node.from, end: last.to, text: `return ${result}${end}` }],
        },
      ];
    }),
};

/** Whether the function around returns `boolean` or `bool`; not a type of its own, nor an object that may be null. */
function returnsBoolean(source: TypedSource, node: CodeNode): boolean {
  let at = node.parent;
  while (at && !isFunction(at) && !['FunctionLiteral', 'LambdaExpression'].includes(at.name)) at = at.parent;
  if (!at) return false;
  if (source.language === 'java')
    return childrenOf(at).some(part => part.name === 'PrimitiveType' && textOf(source, part) === 'boolean');
  const [list, result] = childrenOf(at).slice(-3);
  return (
    list?.name === 'Parameters' &&
    result?.name === 'TypeName' &&
    textOf(source, result) === 'bool' &&
    isUntouched(source, 'bool')
  );
}

const comparing = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Whether an expression is made of comparisons, so that it is a plain truth value. */
function isComparison(source: TypedSource, wrapped: CodeNode): boolean {
  const node = bare(wrapped);
  const opposed = negated(source, node);
  if (opposed) return isComparison(source, opposed);
  if (node.name === 'InstanceofExpression') return true;
  const parts = binary(source, node);
  if (!parts) return false;
  if (parts.operator === '&&' || parts.operator === '||')
    return isComparison(source, parts.left) && isComparison(source, parts.right);
  return comparing.has(parts.operator);
}

/** The text of a condition that holds where this one does not; only `==` has an opposite also for what is no number. */
export function opposite(source: TypedSource, wrapped: CodeNode): string {
  const test = bare(wrapped);
  const opposed = negated(source, test);
  if (opposed) return textOf(source, source.language === 'java' ? bare(opposed) : opposed);
  const parts = binary(source, test);
  const other = parts && { '==': '!=', '!=': '==' }[parts.operator];
  if (parts && other !== undefined) {
    const gap = source.code.slice(parts.left.to, parts.right.from);
    return textOf(source, parts.left) + gap.replace(parts.operator, other) + textOf(source, parts.right);
  }
  const text = textOf(source, test);
  return ['Identifier', 'Call', 'SelectorExpr', 'FieldAccess'].includes(test.name)
    ? `!${text}`
    : `!(${text})`;
}
