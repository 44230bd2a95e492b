import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import { freshLocal, holds, isName, scopeOf, type TypedRule, type TypedSource } from '../typed/source';
import { lineAfter, ownsLines, statementBefore } from '../typed/statements';
import { needed } from './imports';

const id = 'builder-from-concat';

/** Text that begins empty right before a loop, which only adds to it, is built by a `strings.Builder`. */
export const builderFromConcat: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const declaration = statementBefore(loop);
  const name = declaration && emptyText(source, declaration);
  const block = loop.parent;
  if (!declaration || !block || name === undefined || source.doubtful.has(name)) return undefined;
  if (!ownsLines(source, declaration) || !ownsLines(source, loop)) return undefined;
  const mentions = mentionsOf(source, block, name).filter(({ from }) => from > declaration.to);
  if (definitionsOf(source, block, name).some(({ from }) => from > declaration.to)) return undefined;
  const inside = mentions.filter(({ from }) => from < loop.to);
  const additions = inside.map(mention => additionTo(source, mention, name));
  if (additions.length === 0 || mentions.length === inside.length) return undefined;
  if (inside.some(mention => holdsBetween(mention, loop))) return undefined;
  if (holds(scopeOf(source, loop), 'goto')) return undefined;

  const need = needed(source, 'strings');
  const builder = freshLocal(source, loop, 'builder', 'sb', 'text');
  const edits = additions.map(addition => {
    if (!addition) return undefined;
    const { statement, start } = addition;
    const text = `${builder}.WriteString(${source.code.slice(start, statement.to)})`;
    return { start: statement.from, end: statement.to, text };
  });
  const written = edits.filter(edit => edit !== undefined);
  if (!need || written.length < edits.length) return undefined;
  return {
    rule: id,
    why: `\`${name}\` was copied by every \`+=\`; a builder only adds to it`,
    assumes: need.assumes,
    at: loop.from,
    edits: [
      ...need.edits,
      { start: declaration.from, end: declaration.to, text: `var ${builder} strings.Builder` },
      ...written,
      lineAfter(source, loop, `${name} := ${builder}.String()`),
    ],
  };
}

/** `s := ""`, `var s string` or `var s = ""`. */
function emptyText(source: TypedSource, declaration: CodeNode): string | undefined {
  if (declaration.name !== 'VarDecl') return undefined;
  return /^(?:var )?(\w+)(?: := (?:""|``)| string| string = ""| = "")$/.exec(
    textOf(source, declaration),
  )?.[1];
}

/** `s += more` around a mention of `s`, and where `more` begins. */
function additionTo(
  source: TypedSource,
  mention: CodeNode,
  name: string,
): { statement: CodeNode; start: number } | undefined {
  const statement = mention.parent;
  const [target, sign, value, ...rest] = statement?.name === 'Assignment' ? childrenOf(statement) : [];
  if (!statement || target !== mention || !sign || !value || rest.length > 0) return undefined;
  if (hasComment(source, statement.from, statement.to)) return undefined;
  return textOf(source, sign) === '+=' && !holdsName(source, value, name)
    ? { statement, start: value.from }
    : undefined;
}

function holdsName(source: TypedSource, node: CodeNode, name: string): boolean {
  return descendants(node, 'Identifier').some(inner => isName(source, inner, name));
}

/** Whether a function of its own, which may run at another time, stands between a node and the loop. */
function holdsBetween(node: CodeNode, loop: CodeNode): boolean {
  for (let at = node.parent; at && at !== loop; at = at.parent)
    if (at.name === 'FunctionLiteral') return true;
  return false;
}
