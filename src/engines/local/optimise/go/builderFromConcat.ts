import { descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { grownText } from '../typed/grownText';
import { freshLocal, holds, scopeOf, type TypedRule, type TypedSource } from '../typed/source';
import { lineAfter } from '../typed/statements';
import { needed } from './imports';

const id = 'builder-from-concat';

/** Text that begins empty right before a loop, which only adds to it, is built by a `strings.Builder`. */
export const builderFromConcat: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const grown = grownText(source, loop, emptyText);
  const need = grown && needed(source, 'strings');
  if (!grown || !need || holds(scopeOf(source, loop), 'goto')) return undefined;
  const { declaration, name, additions } = grown;
  if (additions.some(({ place }) => runsLater(place, loop))) return undefined;
  const builder = freshLocal(source, loop, 'builder', 'sb', 'text');
  return {
    rule: id,
    why: `\`${name}\` was copied by every \`+=\`; a builder only adds to it`,
    assumes: need.assumes,
    at: loop.from,
    edits: [
      ...need.edits,
      { start: declaration.from, end: declaration.to, text: `var ${builder} strings.Builder` },
      ...additions.map(({ place, value }) => ({
        start: place.from,
        end: place.to,
        text: `${builder}.WriteString(${textOf(source, value)})`,
      })),
      lineAfter(source, loop, `${name} := ${builder}.String()`),
    ],
  };
}

/** `s := ""`, `var s string` or `var s = ""`. */
function emptyText(declaration: string): string | undefined {
  const [, short, long] =
    /^(?:(\w+) := (?:""|``)|var (\w+)(?: string(?: = "")?| = ""))$/.exec(declaration) ?? [];
  return short ?? long;
}

/** Whether a function of its own, which may run at another time, stands between a node and the loop. */
function runsLater(node: CodeNode, loop: CodeNode): boolean {
  for (let at = node.parent; at && at !== loop; at = at.parent)
    if (at.name === 'FunctionLiteral') return true;
  return false;
}
