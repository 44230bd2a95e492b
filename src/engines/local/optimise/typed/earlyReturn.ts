import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { opposite } from './booleanResult';
import { definitionsOf } from './mentions';
import { holds, loopNames, statementsOf, type TypedRule, type TypedSource } from './source';
import { dedented, ownsLines } from './statements';

const id = 'early-return';

/** The last `if` of a function without a result, with statements in it that nest further, becomes a `return`, and they move out. */
export const earlyReturn: TypedRule = {
  id,
  find: source =>
    descendants(source.root, 'FunctionDecl', 'MethodDecl', 'MethodDeclaration').flatMap(
      fn => rewriteFunction(source, fn) ?? [],
    ),
};

const nesting = [
  ...loopNames,
  'IfStatement',
  'SwitchStatement',
  'TypeSwitchStatement',
  'SelectStatement',
  'TryStatement',
];

function rewriteFunction(source: TypedSource, fn: CodeNode): Rewrite | undefined {
  const body = fn.lastChild;
  if (body?.name !== 'Block' || !givesNothing(source, fn)) return undefined;
  const last = statementsOf(body).at(-1);
  const [keyword, test, block, ...rest] = last?.name === 'IfStatement' ? childrenOf(last) : [];
  if (!last || keyword?.name !== 'if' || !test || block?.name !== 'Block' || rest.length > 0)
    return undefined;
  const inner = statementsOf(block);
  const [first] = inner;
  if (!first || inner.length < 2 || !inner.some(({ name }) => nesting.includes(name))) return undefined;
  if (hasComment(source, last.from, block.from + 1) || textOf(source, test).includes('\n')) return undefined;
  // A comment in front of the first statement would stay behind.
  if (source.code.slice(block.from + 1, first.from).trim() !== '' || !ownsLines(source, last))
    return undefined;
  if (holds(test, 'TypePattern') || holds(fn, 'goto', 'LabeledStatement') || !namesCanMove(source, fn, block))
    return undefined;
  const end = block.to - 1;
  const moved = dedented(source, last, first, end);
  if (moved === undefined) return undefined;
  const { newline, unit } = source.layout;
  const outer =
    /^[ \t]*/.exec(source.code.slice(source.code.lastIndexOf('\n', last.from - 1) + 1))?.[0] ?? '';
  const not = opposite(source, test);
  const guard =
    source.language === 'java'
      ? [`if (${not}) {`, `${unit}return;`, '}']
      : [`if ${not} {`, `${unit}return`, '}'];
  return {
    rule: id,
    why: 'returns early, so that what follows stands one level less deep',
    at: last.from,
    edits: [{ start: last.from, end: last.to, text: [...guard, moved].join(newline + outer) }],
  };
}

/** Whether a function has no result. */
function givesNothing(source: TypedSource, fn: CodeNode): boolean {
  const parts = childrenOf(fn);
  if (source.language === 'java') return parts.some(({ name }) => name === 'void');
  return (
    parts.at(-2)?.name === 'Parameters' &&
    parts.filter(({ name }) => name === 'Parameters').length === (fn.name === 'MethodDecl' ? 2 : 1)
  );
}

/** Whether what the block declares for itself is declared nowhere else in the function. */
function namesCanMove(source: TypedSource, fn: CodeNode, block: CodeNode): boolean {
  return descendants(block, 'Definition').every(definition => {
    const name = textOf(source, definition);
    return definitionsOf(source, fn, name).every(({ from, to }) => from >= block.from && to <= block.to);
  });
}
