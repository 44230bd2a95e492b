import { childrenOf, descendants, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { grownText } from '../typed/grownText';
import {
  bare,
  callOf,
  freshLocal,
  holds,
  laterCode,
  loopNames,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { lineAfter } from '../typed/statements';
import { isLibraryClass, typeOfName } from './types';

const id = 'builder-from-concat';

/** Text that begins empty right before a loop, which only adds to it, is built by a `StringBuilder`. */
export const builderFromConcat: TypedRule = {
  id,
  find(source) {
    if (!['String', 'StringBuilder'].every(name => isLibraryClass(source, name, 'java.lang'))) return [];
    return descendants(source.root, ...loopNames).flatMap(loop => rewriteLoop(source, loop) ?? []);
  },
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const grown = grownText(source, loop, declaration => emptyText.exec(declaration)?.[1]);
  if (!grown || holds(loop, ...laterCode)) return undefined;
  const { declaration, name, additions } = grown;
  const doubts = additions.map(({ value }) => doubtOf(source, value));
  if (doubts.includes(undefined)) return undefined;
  const doubtful = [...new Set(doubts.flatMap(each => each ?? []))];
  const builder = freshLocal(source, loop, 'builder', 'sb', 'text');
  const type = textOf(source, declaration).startsWith('var') ? 'var' : 'String';
  return {
    rule: id,
    why: `\`${name}\` was copied by every \`+=\`; a builder only adds to it`,
    assumes:
      doubtful.length === 0 ? undefined : doubtful.map(text => `\`${text}\` is no \`char[]\``).join(', and '),
    at: loop.from,
    edits: [
      {
        start: declaration.from,
        end: declaration.to,
        text: `StringBuilder ${builder} = new StringBuilder();`,
      },
      ...additions.map(({ place, value }) => ({
        start: place.from,
        end: place.to,
        text: `${builder}.append(${textOf(source, value)})`,
      })),
      lineAfter(source, loop, `${type} ${name} = ${builder}.toString();`),
    ],
  };
}

const emptyText = /^(?:String|var) (\w+) = "";$/;

const sure = new Set([
  'BinaryExpression',
  'BooleanLiteral',
  'CharacterLiteral',
  'FloatingPointLiteral',
  'InstanceofExpression',
  'IntegerLiteral',
  'StringLiteral',
  'TextBlock',
  'UnaryExpression',
  'UpdateExpression',
]);

const textMethods =
  /^(?:charAt|concat|format|getName|indexOf|join|length|name|repeat|replace|replaceAll|size|strip|substring|toLowerCase|toString|toUpperCase|trim|valueOf)$/;

/**
 * What has to be assumed to be no `char[]`, which a builder writes out, and `+=` does not; undefined for what cannot be
 * added at all.
 */
function doubtOf(source: TypedSource, wrapped: CodeNode): string[] | undefined {
  const node = bare(wrapped);
  if (sure.has(node.name)) return [];
  if (node.name === 'TernaryExpression') {
    const [, , yes, , no] = childrenOf(node);
    const [one, other] = [yes, no].map(each => each && doubtOf(source, each));
    return one && other && [...one, ...other];
  }
  if (node.name === 'Identifier') {
    const type = typeOfName(source, node);
    if (!type) return [textOf(source, node)];
    return type.kind === 'array' && type.element === 'char' ? undefined : [];
  }
  if (node.name === 'Call') {
    const call = callOf(source, node);
    return call && textMethods.test(call.name) ? [] : [textOf(source, node)];
  }
  if (node.name === 'ArrayAccess') {
    const type = typeOfName(source, node.firstChild);
    return type?.kind === 'array' && type.element !== 'char[]' ? [] : [textOf(source, node)];
  }
  return node.name === 'FieldAccess' ? [textOf(source, node)] : undefined;
}
