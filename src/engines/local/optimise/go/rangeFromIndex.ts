import { childrenOf, descendants, hasComment, textOf } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { CodeNode } from '../tree';
import { definitionsOf, mentionsOf } from '../typed/mentions';
import {
  freshLocal,
  binary,
  callOf,
  holds,
  isName,
  statementsOf,
  type TypedRule,
  type TypedSource,
} from '../typed/source';
import { ownsLines, withoutLines } from '../typed/statements';
import { isQuiet } from './quiet';
import { isPlainType, typeOfName } from './types';

const id = 'range-from-index';

/**
 * `for i := 0; i < len(xs); i++` over a slice whose elements are only read becomes a `range`. Not over text or maps: a
 * `range` gives other things there. So the declaration of the list has to be in sight.
 */
export const rangeFromIndex: TypedRule = {
  id,
  find: source => descendants(source.root, 'ForStatement').flatMap(loop => rewriteLoop(source, loop) ?? []),
};

function rewriteLoop(source: TypedSource, loop: CodeNode): Rewrite | undefined {
  const [, clause, body] = childrenOf(loop);
  const head = clause?.name === 'ForClause' ? countedHead(source, clause) : undefined;
  if (!clause || !head || body?.name !== 'Block' || hasComment(source, loop.from, body.from))
    return undefined;
  const { index, list } = head;
  const type = typeOfName(source, list);
  const name = textOf(source, list);
  if (type?.kind !== 'slice' || holds(body, 'FunctionLiteral')) return undefined;
  if (definitionsOf(source, body, index).length > 0 || definitionsOf(source, body, name).length > 0)
    return undefined;

  const elements: CodeNode[] = [];
  for (const mention of mentionsOf(source, body, name)) {
    const element = elementAt(source, mention, index);
    if (element && isRead(source, element, type.element)) elements.push(element);
    else if (!isLength(source, mention)) return undefined;
  }
  const others = mentionsOf(source, body, index).filter(
    ({ from }) => !elements.some(element => from > element.from && from < element.to),
  );
  if (elements.some(({ from, to }) => hasComment(source, from, to))) return undefined;
  if (elements.length === 0 || others.some(isWritten) || others.some(isKey)) return undefined;

  const named = namedElement(source, body, elements, type.element);
  const item = named?.name ?? freshLocal(source, loop, 'item', 'value', 'element');
  const header = `${others.length > 0 ? index : '_'}, ${item} := range ${name}`;
  return {
    rule: id,
    why: `a \`range\` says that \`${name}\` is gone through, and leaves no index to get wrong`,
    assumes: isQuiet(source, body) ? undefined : `nothing in the loop changes \`${name}\``,
    at: loop.from,
    edits: [
      { start: clause.from, end: clause.to, text: header },
      ...(named
        ? [withoutLines(source, named.statement)]
        : elements.map(({ from, to }) => ({ start: from, end: to, text: item }))),
    ],
  };
}

/** `i := 0; i < len(xs); i++` */
function countedHead(source: TypedSource, clause: CodeNode): { index: string; list: CodeNode } | undefined {
  const [start, , test, , step, ...rest] = childrenOf(clause);
  const [variable, sign, zero, ...more] = start?.name === 'VarDecl' ? childrenOf(start) : [];
  const [counted, increment] = step?.name === 'IncDecStatement' ? childrenOf(step) : [];
  const parts = test && binary(source, test);
  if (!variable || !zero || !counted || !increment || !parts || rest.length > 0 || more.length > 0)
    return undefined;
  const index = textOf(source, variable);
  const length = callOf(source, parts.right);
  const [list] = length?.args ?? [];
  const counts =
    sign?.name === ':=' &&
    textOf(source, zero) === '0' &&
    parts.operator === '<' &&
    isName(source, parts.left, index) &&
    isName(source, counted, index) &&
    textOf(source, increment) === '++' &&
    length?.name === 'len' &&
    !length.on &&
    length.args.length === 1;
  return counts && list?.name === 'Identifier' ? { index, list } : undefined;
}

/** `xs[i]` around a mention of `xs`. */
function elementAt(source: TypedSource, list: CodeNode, index: string): CodeNode | undefined {
  const element = list.parent;
  const [object, , at, , ...rest] = element?.name === 'IndexExpr' ? childrenOf(element) : [];
  return object === list && isName(source, at, index) && rest.length === 0 ? element : undefined;
}

function isLength(source: TypedSource, mention: CodeNode): boolean {
  const call = mention.parent?.parent;
  return call !== undefined && callOf(source, call)?.name === 'len' && call.firstChild?.name === 'Identifier';
}

/**
 * Whether an element, or what is reached through it, is only read where it stands: a copy of it would do. Methods may
 * have a pointer to it, but not to what a pointer points to.
 */
function isRead(source: TypedSource, element: CodeNode, type: CodeNode): boolean {
  let path = element;
  while (path.parent?.firstChild === path && ['SelectorExpr', 'IndexExpr'].includes(path.parent.name))
    path = path.parent;
  const { parent } = path;
  if (!parent || isWritten(path)) return false;
  if (parent.name === 'Call' && parent.firstChild === path)
    return type.name === 'PointerType' && path !== element;
  if (parent.name === 'SliceExpr' && parent.firstChild === path)
    return path === element && (type.name === 'SliceType' || textOf(source, type) === 'string');
  return true;
}

/** Whether a name stands in front of a colon in a literal, where it may be that of a field. */
function isKey({ parent }: CodeNode): boolean {
  return parent?.name === 'Key';
}

/** Whether something is assigned, counted or pointed to. */
function isWritten(node: CodeNode): boolean {
  const { parent } = node;
  if (!parent || parent.name === 'IncDecStatement') return true;
  if (parent.name === 'UnaryExpression') return parent.firstChild?.name === 'DerefOp';
  if (parent.name === 'Assignment' || parent.name === 'RangeClause' || parent.name === 'ReceiveStatement')
    return childrenOf(parent).some(
      ({ name, from }) => from > node.from && (name === '=' || name === 'UpdateOp' || name === ':='),
    );
  return parent.name === 'ParenthesizedExpression' && isWritten(parent);
}

/** `x := xs[i]` as the first statement, the only place where the element stands: the loop can name it so. */
function namedElement(
  source: TypedSource,
  body: CodeNode,
  elements: readonly CodeNode[],
  type: CodeNode,
): { name: string; statement: CodeNode } | undefined {
  const [statement, second] = statementsOf(body);
  const [variable, sign, value, ...rest] = statement?.name === 'VarDecl' ? childrenOf(statement) : [];
  if (!statement || !second || !variable || sign?.name !== ':=' || rest.length > 0) return undefined;
  if (elements.length !== 1 || value !== elements[0] || !ownsLines(source, statement)) return undefined;
  const name = textOf(source, variable);
  const uses = mentionsOf(source, body, name).filter(({ from }) => from > statement.to);
  // In older versions of Go the loop has one variable for all its rounds, so that nothing may hold on to it.
  const passing = uses.every(use => isPlainType(source, type) || isRead(source, use, type));
  const once = definitionsOf(source, body, name).length === 1;
  return once && uses.length > 0 && passing && !uses.some(isPointedTo) ? { name, statement } : undefined;
}

function isPointedTo({ parent }: CodeNode): boolean {
  return parent?.name === 'UnaryExpression' && parent.firstChild?.name === 'DerefOp';
}
