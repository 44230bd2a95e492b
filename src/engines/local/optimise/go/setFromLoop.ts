import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import { indentAt } from '../layout';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionOf, definitionsOf, isUntouched, mentionsOf } from '../typed/mentions';
import { freshLocal, binary, holds, statementsOf, type TypedRule, type TypedSource } from '../typed/source';
import { dedented, linesBefore, outermostLoop, ownsLines } from '../typed/statements';
import { isQuiet } from './quiet';
import { isPlainType, typeOfName } from './types';

const id = 'set-from-loop';

/** A loop in a loop that only looks for an equal element becomes a question to a set that is made before. */
export const setFromLoop: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, inner: CodeNode): Rewrite | undefined {
  const search = searchOf(source, inner);
  const outer = outermostLoop(inner);
  if (!search || !outer || inner.parent?.name === 'LabeledStatement' || !ownsLines(source, inner))
    return undefined;
  const { list, sought, then, type } = search;
  const [name, wanted] = [textOf(source, list), textOf(source, sought)];
  const definition = definitionOf(source, list);
  // Declared in the loop, it is another one each time; one that is mentioned elsewhere may grow.
  if (!definition || (definition.from > outer.from && definition.from < outer.to)) return undefined;
  if (mentionsOf(source, outer, name).length !== 1 || holds(outer, 'FunctionLiteral')) return undefined;
  if (
    definitionsOf(source, outer, name).length > 0 ||
    !['make', 'len', 'bool'].every(word => isUntouched(source, word))
  )
    return undefined;
  const [first] = then;
  const set = freshLocal(source, inner, `${name}Set`, `${name}AsSet`);
  const item = freshLocal(source, inner, 'item', 'value', 'element');
  const made = linesBefore(source, outer, [
    [0, `${set} := make(map[${type}]bool, len(${name}))`],
    [0, `for _, ${item} := range ${name} {`],
    [1, `${set}[${item}] = true`],
    [0, '}'],
  ]);
  const moved = first && dedented(source, search.asks, first, search.end);
  if (!made || moved === undefined) return undefined;
  const { newline } = source.layout;
  const indent = indentAt(source.code, inner.from);
  const deeper = indentAt(source.code, search.asks.from);
  return {
    rule: id,
    why: `\`${name}\` was searched from its start each time round; a set finds each at once`,
    assumes: isQuiet(source, outer) ? undefined : `nothing in the loop changes \`${name}\``,
    at: inner.from,
    edits: [
      made,
      {
        start: inner.from,
        end: inner.to,
        text: `if ${set}[${wanted}] {${newline}${deeper}${moved}${newline}${indent}}`,
      },
    ],
  };
}

interface Search {
  readonly list: CodeNode;
  readonly sought: CodeNode;
  /** The `if`. */
  readonly asks: CodeNode;
  readonly type: string;
  /** What is done for the first that is equal; a `break` at its end left out. */
  readonly then: readonly CodeNode[];
  readonly end: number;
}

/** `for _, y := range ys { if x == y { ...; break } }`, of values that are equal exactly when they are the same. */
function searchOf(source: TypedSource, loop: CodeNode): Search | undefined {
  const [, clause, body] = childrenOf(loop);
  const [blank, , variable, sign, , list, ...rest] = clause?.name === 'RangeClause' ? childrenOf(clause) : [];
  const [only, ...more] = body?.name === 'Block' ? statementsOf(body) : [];
  const [, test, block, ...others] = only?.name === 'IfStatement' ? childrenOf(only) : [];
  if (!blank || !variable || sign?.name !== ':=' || list?.name !== 'Identifier' || rest.length > 0)
    return undefined;
  if (!only || !test || block?.name !== 'Block' || more.length > 0 || others.length > 0) return undefined;
  if (textOf(source, blank) !== '_' || hasComment(source, loop.from, loop.to)) return undefined;
  const parts = binary(source, test);
  const name = textOf(source, variable);
  const type = typeOfName(source, list);
  if (parts?.operator !== '==' || type?.kind !== 'slice' || !isPlainType(source, type.element))
    return undefined;
  const { left, right } = parts;
  const sought = textOf(source, left) === name ? right : textOf(source, right) === name ? left : undefined;
  if (sought?.name !== 'Identifier' || textOf(source, sought) === name) return undefined;
  const soughtType = typeOfName(source, sought);
  if (soughtType?.kind !== 'named' || soughtType.name !== textOf(source, type.element)) return undefined;
  if (mentionsOf(source, loop, name).length !== 2) return undefined;
  const statements = statementsOf(block);
  const last = statements.at(-1);
  const leaves =
    last?.name === 'ReturnStatement' ||
    (last?.name === 'GotoStatement' &&
      textOf(source, last) !== 'continue' &&
      !textOf(source, last).startsWith('goto'));
  const breaks = last !== undefined && textOf(source, last) === 'break';
  const then = breaks ? statements.slice(0, -1) : statements;
  if (!last || !leaves || then.length === 0) return undefined;
  const before = then.filter(statement => statement !== last);
  if (before.some(statement => holds(statement, 'GotoStatement', 'FunctionLiteral', 'LabeledStatement')))
    return undefined;
  const end = then.at(-1)?.to ?? last.to;
  return { list, sought, asks: only, type: textOf(source, type.element), then, end };
}
