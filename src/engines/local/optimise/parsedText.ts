import type { CodeNode } from './tree';

/** A text that parsed, in the wrapping that made it parse; offsets are those of `code`. */
export interface ParsedText {
  readonly code: string;
  readonly root: CodeNode;
  /** Every name that occurs anywhere, so that a new one can be chosen. */
  readonly names: ReadonlySet<string>;
}

const commentNames = ['Comment', 'LineComment', 'BlockComment'];

/** The children of a node, without comments. */
export function childrenOf(node: CodeNode): CodeNode[] {
  return node.children.filter(({ name }) => !commentNames.includes(name));
}

/** The source text of a node. */
export function textOf({ code }: { readonly code: string }, node: CodeNode): string {
  return code.slice(node.from, node.to);
}

/** All nodes of these names at or below a node, in the order of the text. */
export function descendants(node: CodeNode, ...names: readonly string[]): CodeNode[] {
  const found: CodeNode[] = [];
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (names.includes(at.name)) found.push(at);
    for (let child = at.lastChild; child; child = child.prevSibling) open.push(child);
  }
  return found;
}

const comments = new WeakMap<ParsedText, readonly CodeNode[]>();

/** Whether a comment stands between two offsets; rewriting there would lose it. */
export function hasComment(source: ParsedText, from: number, to: number): boolean {
  const all = comments.get(source) ?? descendants(source.root, ...commentNames);
  comments.set(source, all);
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.to ?? Infinity) <= from) low = middle + 1;
    else high = middle;
  }
  return (all[low]?.from ?? Infinity) < to;
}

/** The first of the candidates, then of the first one numbered, that no code here uses. */
export function freshName(source: Pick<ParsedText, 'names'>, ...candidates: readonly string[]): string {
  const free = candidates.find(name => !source.names.has(name));
  if (free !== undefined) return free;
  let n = 2;
  while (source.names.has(`${candidates[0]}${n}`)) n++;
  return `${candidates[0]}${n}`;
}
