import { childrenOf, descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import {
  callOf,
  holds,
  isName,
  laterCode,
  statementsOf,
  withoutEnd,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { statementBefore } from '../typed/statements';
import { isLibraryClass, listElement, typeOfName } from './types';

const id = 'capacity-from-loop';

/** A list that begins empty, and gets one element in each round of the loop right behind it, is made as large as it will be. */
export const capacityFromLoop: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'EnhancedForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const [, spec, body] = childrenOf(loop);
  const over = spec && childrenOf(spec).at(-2);
  const declaration = statementBefore(loop);
  const started = declaration && emptyList(source, declaration);
  if (!over || !started || !body || !isLibraryClass(source, 'ArrayList')) return undefined;
  const size =
    typeOfName(source, over)?.kind === 'array'
      ? 'length'
      : listElement(source, over) === undefined
        ? undefined
        : 'size()';
  const { name, list } = started;
  if (size === undefined || definitionsOf(source, loop, name).length > 0) return undefined;
  // What leaves the loop, or a round of it, early would leave room unused.
  if (holds(body, 'BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement', ...laterCode))
    return undefined;
  const statements = body.name === 'Block' ? statementsOf(body) : [body];
  const additions = statements.filter(statement => isAddition(source, statement, name));
  if (additions.length !== 1 || mentionsOf(source, loop, name).length !== 1) return undefined;
  const from = textOf(source, over);
  return {
    rule: id,
    why: `\`${name}\` was moved to a larger place again and again while it grew; it will have as many elements as \`${from}\``,
    at: loop.from,
    edits: [{ start: list.from, end: list.to, text: `(${from}.${size})` }],
  };
}

/** `List<T> out = new ArrayList<>();`, and its empty argument list. */
function emptyList(source: TypedSource, declaration: CodeNode): { name: string; list: CodeNode } | undefined {
  const [, declarator, ...rest] =
    declaration.name === 'LocalVariableDeclaration' ? withoutEnd(declaration) : [];
  const [variable, , value, ...more] =
    declarator?.name === 'VariableDeclarator' ? childrenOf(declarator) : [];
  const [keyword, type, list, ...others] =
    value?.name === 'ObjectCreationExpression' ? childrenOf(value) : [];
  if (!variable || !type || !list || rest.length > 0 || more.length > 0 || others.length > 0)
    return undefined;
  const isEmpty = keyword?.name === 'new' && list.name === 'ArgumentList' && textOf(source, list) === '()';
  return isEmpty && /^ArrayList<.*>$/.test(textOf(source, type))
    ? { name: textOf(source, variable), list }
    : undefined;
}

/** `out.add(x);` */
function isAddition(source: TypedSource, statement: CodeNode, name: string): boolean {
  const [expression] = statement.name === 'ExpressionStatement' ? childrenOf(statement) : [];
  const call = expression && callOf(source, expression);
  return call?.name === 'add' && call.args.length === 1 && isName(source, call.on, name);
}
