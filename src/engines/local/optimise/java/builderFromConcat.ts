import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import {
  bare,
  callOf,
  freshLocal,
  holds,
  isName,
  laterCode,
  loopNames,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { lineAfter, ownsLines, statementBefore } from '../typed/statements';
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
  const declaration = statementBefore(loop);
  const started = declaration && emptyText(source, declaration);
  const block = loop.parent;
  if (!declaration || !block || !started || holds(loop, ...laterCode)) return undefined;
  const { name, type } = started;
  if (source.doubtful.has(name) || !ownsLines(source, declaration) || !ownsLines(source, loop))
    return undefined;
  const mentions = mentionsOf(source, block, name).filter(({ from }) => from > declaration.to);
  if (definitionsOf(source, block, name).some(({ from }) => from > declaration.to)) return undefined;
  const inside = mentions.filter(({ from }) => from < loop.to);
  const additions = inside.flatMap(mention => additionTo(source, mention, name) ?? []);
  if (additions.length === 0 || additions.length < inside.length || mentions.length === inside.length)
    return undefined;
  const doubts = additions.map(({ value }) => doubtOf(source, value));
  if (doubts.includes(undefined)) return undefined;
  const doubtful = [...new Set(doubts.flatMap(each => each ?? []))];
  const builder = freshLocal(source, loop, 'builder', 'sb', 'text');
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
      ...additions.map(({ expression, value }) => ({
        start: expression.from,
        end: expression.to,
        text: `${builder}.append(${textOf(source, value)})`,
      })),
      lineAfter(source, loop, `${type} ${name} = ${builder}.toString();`),
    ],
  };
}

/** `String s = "";` or `var s = "";` */
function emptyText(source: TypedSource, declaration: CodeNode): { name: string; type: string } | undefined {
  if (declaration.name !== 'LocalVariableDeclaration') return undefined;
  const [, type, name] = /^(String|var) (\w+) = "";$/.exec(textOf(source, declaration)) ?? [];
  return type !== undefined && name !== undefined ? { name, type } : undefined;
}

/** The statement `s += value;` around a mention of `s`. */
function additionTo(
  source: TypedSource,
  mention: CodeNode,
  name: string,
): { expression: CodeNode; value: CodeNode } | undefined {
  const expression = mention.parent;
  const [target, sign, value, ...rest] =
    expression?.name === 'AssignmentExpression' ? childrenOf(expression) : [];
  if (!expression || target !== mention || !sign || !value || rest.length > 0) return undefined;
  if (expression.parent?.name !== 'ExpressionStatement' || textOf(source, sign) !== '+=') return undefined;
  if (hasComment(source, expression.from, expression.to)) return undefined;
  return descendants(value, 'Identifier').some(inner => isName(source, inner, name))
    ? undefined
    : { expression, value };
}

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
