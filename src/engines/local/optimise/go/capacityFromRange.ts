import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, isUntouched, mentionsOf } from '../typed/mentions';
import { callOf, holds, isName, statementsOf, type TypedRule, type TypedSource } from '../typed/source';
import { statementBefore } from '../typed/statements';
import { typeOfName } from './types';

const id = 'capacity-from-range';

/** A list that begins empty, and gets one element in each round of the loop right behind it, is made as large as it will be. */
export const capacityFromRange: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const [, clause, body] = childrenOf(loop);
  const over = clause?.name === 'RangeClause' ? childrenOf(clause).at(-1) : undefined;
  const declaration = statementBefore(loop);
  const started = declaration && emptyList(source, declaration);
  if (!over || !started || body?.name !== 'Block' || typeOfName(source, over)?.kind !== 'slice')
    return undefined;
  const { name, value, type } = started;
  if (definitionsOf(source, loop, name).length > 0 || textOf(source, over) === name) return undefined;
  if (!isUntouched(source, 'make') || !isUntouched(source, 'len') || !isUntouched(source, 'append'))
    return undefined;
  // What leaves the loop, or a round of it, early would leave room unused.
  if (holds(body, 'GotoStatement', 'ReturnStatement', 'FunctionLiteral')) return undefined;
  const additions = statementsOf(body).filter(statement => isAddition(source, statement, name));
  if (additions.length !== 1 || mentionsOf(source, loop, name).length !== 2) return undefined;
  return {
    rule: id,
    why: `\`${name}\` was moved to a larger place again and again while it grew; it will have as many elements as \`${textOf(source, over)}\``,
    assumes: `nothing asks for the capacity of \`${name}\``,
    at: loop.from,
    edits: [{ start: value.from, end: value.to, text: `make(${type}, 0, len(${textOf(source, over)}))` }],
  };
}

/** `out := []T{}` or `out := make([]T, 0)`; not `var out []T`, which is nil where nothing is added. */
function emptyList(
  source: TypedSource,
  declaration: CodeNode,
): { name: string; value: CodeNode; type: string } | undefined {
  const [variable, sign, value, ...rest] = declaration.name === 'VarDecl' ? childrenOf(declaration) : [];
  if (!variable || sign?.name !== ':=' || !value || rest.length > 0) return undefined;
  if (hasComment(source, declaration.from, declaration.to)) return undefined;
  const name = textOf(source, variable);
  if (value.name === 'TypedLiteral') {
    const [type, elements] = childrenOf(value);
    return type?.name === 'SliceType' && elements && /^\{\s*\}$/.test(textOf(source, elements))
      ? { name, value, type: textOf(source, type) }
      : undefined;
  }
  const call = callOf(source, value);
  const [type, length, ...more] = call?.args ?? [];
  return call?.name === 'make' &&
    type?.name === 'SliceType' &&
    length &&
    more.length === 0 &&
    textOf(source, length) === '0'
    ? { name, value, type: textOf(source, type) }
    : undefined;
}

/** `out = append(out, x)` */
function isAddition(source: TypedSource, statement: CodeNode, name: string): boolean {
  const [target, sign, value, ...rest] = statement.name === 'Assignment' ? childrenOf(statement) : [];
  const call = value && callOf(source, value);
  const [list, , ...more] = call?.args ?? [];
  return (
    isName(source, target, name) &&
    sign?.name === '=' &&
    rest.length === 0 &&
    call?.name === 'append' &&
    !call.on &&
    call.args.length === 2 &&
    isName(source, list, name) &&
    more.length === 0
  );
}
