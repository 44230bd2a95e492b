import type { Layout } from '../layout';
import type { Extent } from '../setAside';
import type { PyNode } from './tree';

/** A parsed selection of Python. `code` is the selection in the wrapping that made it parse; offsets are in `code`. */
export interface PySource {
  readonly code: string;
  readonly root: PyNode;
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  /** Whether the selection is indented, so that a function or a class may stand around it. */
  readonly inner: boolean;
  readonly layout: Layout;
  /** Every name that occurs anywhere, so that a new one can be chosen. */
  readonly names: ReadonlySet<string>;
  /** Names that code which could not be read may give another meaning. */
  readonly doubtful: ReadonlySet<string>;
  /** Where nothing may be changed. */
  readonly closed: readonly Extent[];
}

/** The children of a node, without comments. */
export function childrenOf(node: PyNode): PyNode[] {
  return node.children.filter(({ name }) => name !== 'Comment');
}

/** The statements of a `Body`, without its colon. */
export function statementsOf(body: PyNode): PyNode[] {
  return childrenOf(body).filter(child => child.name !== ':');
}

/** The source text of a node. */
export function textOf(source: PySource, node: PyNode): string {
  return source.code.slice(node.from, node.to);
}

/** All nodes of these names at or below a node, in the order of the text. */
export function descendants(node: PyNode, ...names: readonly string[]): PyNode[] {
  const found: PyNode[] = [];
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (names.includes(at.name)) found.push(at);
    for (let child = at.lastChild; child; child = child.prevSibling) open.push(child);
  }
  return found;
}

const comments = new WeakMap<PySource, readonly PyNode[]>();

/** Whether a comment stands between two offsets; rewriting there would lose it. */
export function hasComment(source: PySource, from: number, to: number): boolean {
  const all = comments.get(source) ?? descendants(source.root, 'Comment');
  comments.set(source, all);
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.to ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  return (all[low]?.from ?? Infinity) < to;
}

/** An expression without the parentheses around it. */
export function bare(node: PyNode): PyNode {
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? bare(inner) : node;
}

/** What a `not` negates. */
export function negated(node: PyNode): PyNode | undefined {
  const [not, operand] = childrenOf(node);
  return node.name === 'UnaryExpression' && not?.name === 'not' ? operand : undefined;
}

/** Whether a node is the given name. */
export function isName(source: PySource, node: PyNode | undefined, name: string): boolean {
  return node?.name === 'VariableName' && textOf(source, node) === name;
}

/** The first of the candidates, then of the first one numbered, that no code here uses. */
export function freshName(source: PySource, ...candidates: readonly string[]): string {
  const free = candidates.find(name => !source.names.has(name));
  if (free !== undefined) return free;
  let n = 2;
  while (source.names.has(`${candidates[0]}${n}`)) n++;
  return `${candidates[0]}${n}`;
}
