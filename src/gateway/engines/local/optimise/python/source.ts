import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import { layoutOf, type Layout } from '../layout';

/** A parsed selection of Python. `code` is the selection in the wrapping that made it parse; offsets are in `code`. */
export interface PySource {
  readonly code: string;
  readonly root: SyntaxNode;
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  /** Whether the selection is indented, so that a function or a class may stand around it. */
  readonly inner: boolean;
  readonly layout: Layout;
  /** Every name that occurs anywhere, so that a new one can be chosen. */
  readonly names: ReadonlySet<string>;
}

/** Parses a selection of Python; undefined when nothing makes it parse. */
export function parsePy(text: string): PySource | undefined {
  for (const before of wrappings(text)) {
    const code = before + text;
    const root = parser.parse(readable(code)).topNode;
    if (!sound(root, before)) continue;
    return {
      code,
      root,
      start: before.length,
      end: code.length,
      inner: before !== '',
      layout: layoutOf(text, '    '),
      names: namesIn(code, root),
    };
  }
  return undefined;
}

/**
 * What to put in front. Indented code goes into a block; so does code whose first line lost its indentation
 * because the selection begins behind it, for each indentation that it may have had.
 */
function wrappings(text: string): string[] {
  const block = 'if 1:\n';
  const indents = new Set([...text.matchAll(/\n([ \t]+)(?=\S)/g)].map(match => match[1] ?? ''));
  const lost = [...indents].sort((a, b) => a.length - b.length).map(indent => block + indent);
  return /^\s*[ \t]\S/.test(text) ? [block, ...lost] : ['', ...lost];
}

/** The grammar repairs what it cannot parse; nothing may have needed that, nor have left the wrapping. */
function sound(root: SyntaxNode, before: string): boolean {
  if (before !== '' && childrenOf(root).length !== 1) return false;
  let ok = true;
  root.cursor().iterate(node => {
    ok &&= !node.type.isError || isBareYield(node.node);
  });
  return ok;
}

/** The grammar misses a value behind `yield`; Python does not. */
function isBareYield({ from, to, parent }: SyntaxNode): boolean {
  return from === to && (parent?.name === 'YieldStatement' || parent?.name === 'YieldExpression');
}

/** The grammar does not know `1.`; a text of the same length in which it says `10`, only to be parsed. */
function readable(code: string): string {
  return code.replace(/(?<![\w.])(\d+)\.(?![\w.])/g, '$10');
}

function namesIn(code: string, root: SyntaxNode): Set<string> {
  const names = new Set<string>();
  root.cursor().iterate(node => {
    if (node.name === 'VariableName') names.add(code.slice(node.from, node.to));
  });
  return names;
}

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

/** The statements of a `Body`, without its colon. */
export function statementsOf(body: SyntaxNode): SyntaxNode[] {
  return childrenOf(body).filter(child => child.name !== ':');
}

/** The source text of a node. */
export function textOf(source: PySource, node: SyntaxNode): string {
  return source.code.slice(node.from, node.to);
}

/** All nodes of these names at or below a node, in the order of the text. */
export function descendants(node: SyntaxNode, ...names: readonly string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate(({ name, node: at }) => {
    if (names.includes(name)) found.push(at);
  });
  return found;
}

/** Whether a comment stands between two offsets; rewriting there would lose it. */
export function hasComment(source: PySource, from: number, to: number): boolean {
  let found = false;
  source.root.cursor().iterate(node => {
    found ||= node.name === 'Comment' && node.from < to && node.to > from;
    return node.from < to && node.to > from;
  });
  return found;
}

/** An expression without the parentheses around it. */
export function bare(node: SyntaxNode): SyntaxNode {
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? bare(inner) : node;
}

/**
 * What a `not` negates. Undefined for `not a and b` without parentheses: the grammar reads it as `not (a and b)`,
 * Python does not.
 */
export function negated(node: SyntaxNode): SyntaxNode | undefined {
  const [not, operand] = childrenOf(node);
  if (node.name !== 'UnaryExpression' || not?.name !== 'not' || !operand) return undefined;
  const operator = operand.name === 'BinaryExpression' ? childrenOf(operand)[1]?.name : undefined;
  return operator === 'and' || operator === 'or' ? undefined : operand;
}

/** Whether a node is the given name. */
export function isName(source: PySource, node: SyntaxNode | undefined, name: string): boolean {
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
