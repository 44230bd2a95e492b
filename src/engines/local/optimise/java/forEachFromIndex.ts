import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import {
  binary,
  callOf,
  freshLocal,
  holds,
  isName,
  laterCode,
  statementsOf,
  withoutEnd,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { ownsLines, withoutLines } from '../typed/statements';
import { isQuiet } from './quiet';
import { lengthOf, listElement, typeOfName } from './types';

const id = 'for-each-from-index';

/** `for (int i = 0; i < xs.size(); i++)` whose index only fetches elements goes through them itself. */
export const forEachFromIndex: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const [, spec, body] = childrenOf(loop);
  const head = spec && countedHead(source, spec);
  if (!head || !body || hasComment(source, loop.from, body.from) || holds(body, ...laterCode))
    return undefined;
  const { index, list } = head;
  const name = textOf(source, list);
  const type = typeOfName(source, list);
  const isArray = type?.kind === 'array';
  const element = isArray ? type.element : listElement(source, list);
  if (element === undefined || isArray !== head.isArray) return undefined;
  if ([index, name].some(each => definitionsOf(source, body, each).length > 0)) return undefined;
  const elements: CodeNode[] = [];
  for (const mention of mentionsOf(source, body, name)) {
    const read = isArray ? arrayElement(source, mention, index) : listItem(source, mention, index);
    if (read && !isWritten(read) && read.parent?.name !== 'ExpressionStatement') elements.push(read);
    else if (!mention.parent || lengthOf(source, mention.parent) !== mention) return undefined;
  }
  if (elements.some(({ from, to }) => hasComment(source, from, to))) return undefined;
  if (elements.length === 0 || mentionsOf(source, body, index).length !== elements.length) return undefined;
  const named = namedElement(source, body, elements);
  const item = named?.name ?? freshLocal(source, loop, 'item', 'value', 'element');
  return {
    rule: id,
    why: `the loop goes through \`${name}\` by itself, and leaves no index to get wrong`,
    assumes: isQuiet(source, body) ? undefined : `nothing in the loop changes \`${name}\``,
    at: loop.from,
    edits: [
      { start: spec.from, end: spec.to, text: `(${named?.type ?? element} ${item} : ${name})` },
      ...(named
        ? [withoutLines(source, named.statement)]
        : elements.map(({ from, to }) => ({ start: from, end: to, text: item }))),
    ],
  };
}

/** `int i = 0; i < xs.length; i++`, or with `xs.size()`. */
function countedHead(
  source: TypedSource,
  spec: CodeNode,
): { index: string; list: CodeNode; isArray: boolean } | undefined {
  const [start, test, step, ...rest] = childrenOf(spec).filter(({ name }) => !['(', ')', ';'].includes(name));
  const [type, declarator, ...others] = start?.name === 'LocalVariableDeclaration' ? withoutEnd(start) : [];
  const [variable, , zero, ...more] = declarator?.name === 'VariableDeclarator' ? childrenOf(declarator) : [];
  const parts = test && binary(source, test);
  if (!type || !variable || !zero || !parts || step?.name !== 'UpdateExpression') return undefined;
  if (rest.length > 0 || others.length > 0 || more.length > 0) return undefined;
  const index = textOf(source, variable);
  const list = lengthOf(source, parts.right);
  const counts =
    textOf(source, type) === 'int' &&
    textOf(source, zero) === '0' &&
    parts.operator === '<' &&
    isName(source, parts.left, index) &&
    [`${index}++`, `++${index}`].includes(textOf(source, step));
  return counts && list ? { index, list, isArray: parts.right.name === 'FieldAccess' } : undefined;
}

/** `xs[i]` around a mention of `xs`. */
function arrayElement(source: TypedSource, list: CodeNode, index: string): CodeNode | undefined {
  const element = list.parent;
  const [object, , at, , ...rest] = element?.name === 'ArrayAccess' ? childrenOf(element) : [];
  return object === list && isName(source, at, index) && rest.length === 0 ? element : undefined;
}

/** `xs.get(i)` around a mention of `xs`. */
function listItem(source: TypedSource, list: CodeNode, index: string): CodeNode | undefined {
  const call = list.parent && callOf(source, list.parent);
  return call?.on === list &&
    call.name === 'get' &&
    call.args.length === 1 &&
    isName(source, call.args[0], index)
    ? list.parent
    : undefined;
}

/** Whether an element is assigned or counted. */
export function isWritten(node: CodeNode): boolean {
  const { parent } = node;
  if (parent?.name === 'UpdateExpression') return true;
  if (parent?.name === 'AssignmentExpression') return parent.firstChild === node;
  return parent?.name === 'ParenthesizedExpression' && isWritten(parent);
}

/** `T x = xs.get(i);` as the first statement, the only place where the element stands: the loop can name it so. */
function namedElement(
  source: TypedSource,
  body: CodeNode,
  elements: readonly CodeNode[],
): { name: string; type: string; statement: CodeNode } | undefined {
  const [statement, second] = body.name === 'Block' ? statementsOf(body) : [];
  const [type, declarator, ...others] =
    statement?.name === 'LocalVariableDeclaration' ? withoutEnd(statement) : [];
  const [variable, , value, ...rest] =
    declarator?.name === 'VariableDeclarator' ? childrenOf(declarator) : [];
  if (!statement || !second || !type || !variable || rest.length > 0 || others.length > 0) return undefined;
  if (elements.length !== 1 || value !== elements[0] || !ownsLines(source, statement)) return undefined;
  return { name: textOf(source, variable), type: textOf(source, type), statement };
}
