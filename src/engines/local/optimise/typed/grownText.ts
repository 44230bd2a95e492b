import { childrenOf, hasComment, textOf } from '../parsedText';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from './mentions';
import type { TypedSource } from './source';
import { ownsLines, statementBefore } from './statements';

/** Text that begins empty right before a loop, is only added to in it, and used behind it. */
export interface GrownText {
  readonly declaration: CodeNode;
  readonly name: string;
  /** Each `name += value` in the loop, without a semicolon, and its value. */
  readonly additions: readonly { readonly place: CodeNode; readonly value: CodeNode }[];
}

/** Reads the text that a loop adds to; `emptyText` gives the name that a declaration gives to empty text. */
export function grownText(
  source: TypedSource,
  loop: CodeNode,
  emptyText: (declaration: string) => string | undefined,
): GrownText | undefined {
  const declaration = statementBefore(loop);
  const block = loop.parent;
  const name = declaration && emptyText(textOf(source, declaration));
  if (!declaration || !block || name === undefined || source.doubtful.has(name)) return undefined;
  if (!ownsLines(source, declaration) || !ownsLines(source, loop)) return undefined;
  const mentions = mentionsOf(source, block, name).filter(({ from }) => from > declaration.to);
  if (definitionsOf(source, block, name).some(({ from }) => from > declaration.to)) return undefined;
  const inside = mentions.filter(({ from }) => from < loop.to);
  const additions = inside.flatMap(mention => additionTo(source, mention) ?? []);
  // A mention that is no addition reads the text, also one in the value of another.
  return additions.length > 0 && additions.length === inside.length && mentions.length > inside.length
    ? { declaration, name, additions }
    : undefined;
}

/** `s += value` around a mention of `s`, as a statement. */
function additionTo(
  source: TypedSource,
  mention: CodeNode,
): { place: CodeNode; value: CodeNode } | undefined {
  const place = mention.parent;
  const isAssignment = place?.name === 'Assignment' || place?.name === 'AssignmentExpression';
  const [target, sign, value, ...rest] = place && isAssignment ? childrenOf(place) : [];
  if (!place || target !== mention || !sign || !value || rest.length > 0) return undefined;
  if (place.name === 'AssignmentExpression' && place.parent?.name !== 'ExpressionStatement') return undefined;
  return textOf(source, sign) === '+=' && !hasComment(source, place.from, place.to)
    ? { place, value }
    : undefined;
}
