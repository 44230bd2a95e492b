import type { PyNode } from './tree';
import { childrenOf, descendants, hasComment, statementsOf, textOf, type PySource } from './source';
import { enclosingFunction, isInside, isPlainLocal, livesBetween, movesIntoComprehension } from './scope';

/** A `for` over names that only it uses, whose body is one statement, perhaps under one `if`. */
export interface PlainLoop {
  readonly fn: PyNode;
  readonly loop: PyNode;
  readonly iterable: PyNode;
  readonly condition: PyNode | undefined;
  readonly statement: PyNode;
  /** `for x in xs if c`, as it stands in a comprehension. */
  readonly clauses: string;
}

/** Reads a `for` statement of a function as a plain loop, whose parts may move into a comprehension. */
export function plainLoop(source: PySource, loop: PyNode): PlainLoop | undefined {
  const fn = enclosingFunction(loop);
  const parts = childrenOf(loop);
  const body = parts.at(-1);
  const at = parts.findIndex(part => part.name === 'in');
  const iterable = parts[at + 1];
  if (!fn || loop.name !== 'ForStatement' || parts[0]?.name !== 'for' || body?.name !== 'Body')
    return undefined;
  if (at < 0 || !iterable || parts.length !== at + 3 || isInside(loop, fn, 'TryStatement', 'WithStatement'))
    return undefined;
  const targets = parts.slice(1, at);
  if (!targetNames(targets).every(name => ownsName(source, fn, loop, textOf(source, name)))) return undefined;
  if (!targets.every(isPlainTarget)) return undefined;

  const [outer, ...more] = statementsOf(body);
  if (!outer || more.length > 0) return undefined;
  const inner =
    outer.name === 'IfStatement' ? conditional(outer) : { condition: undefined, statement: outer };
  if (!inner) return undefined;
  const { condition, statement } = inner;
  if (![iterable, ...(condition ? [condition] : [])].every(part => movesIntoComprehension(source, part)))
    return undefined;
  if (hasComment(source, loop.from, loop.to)) return undefined;
  const target = source.code.slice(targets[0]?.from, targets.at(-1)?.to);
  const clauses = `for ${target} in ${operand(source, iterable)}${condition ? ` if ${operand(source, condition)}` : ''}`;
  return clauses.includes('\n') ? undefined : { fn, loop, iterable, condition, statement, clauses };
}

/** Nobody but the loop may use its names: a comprehension does not leave them behind. */
function ownsName(source: PySource, fn: PyNode, loop: PyNode, name: string): boolean {
  return isPlainLocal(source, fn, name) && livesBetween(source, fn, name, loop.from, loop.to);
}

function targetNames(targets: readonly PyNode[]): PyNode[] {
  return targets.flatMap(target => descendants(target, 'VariableName'));
}

/** Names, alone or packed; not `xs[0]` or `o.a`. */
function isPlainTarget(node: PyNode): boolean {
  if (node.name === 'TupleExpression' || node.name === 'ArrayExpression')
    return childrenOf(node).every(isPlainTarget);
  return ['VariableName', ',', '(', ')', '[', ']'].includes(node.name);
}

function conditional(node: PyNode): { condition: PyNode; statement: PyNode } | undefined {
  const [, condition, body, ...rest] = childrenOf(node);
  const [statement, ...more] = body?.name === 'Body' ? statementsOf(body) : [];
  return condition && statement && rest.length === 0 && more.length === 0
    ? { condition, statement }
    : undefined;
}

/** What follows `in` and `if` in a comprehension binds tighter than a conditional expression. */
function operand(source: PySource, node: PyNode): string {
  const text = textOf(source, node);
  return node.name === 'ConditionalExpression' ? `(${text})` : text;
}

/** An accumulator: a name that gets an empty start right before the loop, which then only adds to it. */
export interface Collector extends PlainLoop {
  readonly name: string;
  /** The empty value, which the comprehension replaces. */
  readonly start: PyNode;
}

/** Reads a loop and the assignment right before it as a collector; `isEmpty` recognises the empty start. */
export function collector(
  source: PySource,
  loop: PyNode,
  isEmpty: (start: PyNode) => boolean,
): Collector | undefined {
  const plain = plainLoop(source, loop);
  const before = loop.prevSibling;
  if (!plain || before?.name !== 'AssignStatement') return undefined;
  const [target, ...rest] = childrenOf(before);
  const start = rest.at(-1);
  const operators = rest.filter(part => part.name === 'AssignOp');
  const shape = rest.length === (rest[0]?.name === 'TypeDef' ? 3 : 2);
  if (target?.name !== 'VariableName' || operators.length !== 1 || !start || !shape || !isEmpty(start))
    return undefined;
  const name = textOf(source, target);
  if (!isPlainLocal(source, plain.fn, name)) return undefined;
  const read = [plain.iterable, ...(plain.condition ? [plain.condition] : [])];
  if (read.some(part => mentions(source, part, name))) return undefined;
  return { ...plain, name, start };
}

/** Whether a name occurs at or below a node. */
export function mentions(source: PySource, node: PyNode, name: string): boolean {
  return descendants(node, 'VariableName').some(mention => textOf(source, mention) === name);
}
