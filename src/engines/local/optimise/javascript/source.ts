import traverse, { type Visitor } from '@babel/traverse';
import type * as t from '@babel/types';
import type { Layout } from '../layout';
import type { Extent } from '../setAside';
import type { Assigned } from './assigned';

/** A parsed selection. `code` is the selection in the wrapping that made it parse; all offsets are in `code`. */
export interface JsSource {
  readonly code: string;
  readonly ast: t.File;
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  readonly layout: Layout;
  /** What statements end with here: nothing where no statement ends with a semicolon. */
  readonly statementEnd: ';' | '';
  /** Every name that occurs anywhere, so that a new one can be chosen. */
  readonly names: ReadonlySet<string>;
  /** Whether types are written (TypeScript); they are taken at their word. */
  readonly typed: boolean;
  /** Where each name is given another value. */
  readonly assigned: Assigned;
  /** Names that code which could not be read may give another meaning. */
  readonly doubtful: ReadonlySet<string>;
  /** Where nothing may be changed. */
  readonly closed: readonly Extent[];
}

/** Walks a parsed selection. */
export function walk(source: JsSource, visitor: Visitor): void {
  traverse(source.ast, visitor);
}

/** The source text of a node. Nodes of a parsed text always have offsets. */
export function textOf(source: JsSource, node: t.Node): string {
  return source.code.slice(startOf(node), endOf(node));
}

/** The source text of a node where a comma behind it would mean something else: in lists and assignments. */
export function valueText(source: JsSource, node: t.Node): string {
  const text = textOf(source, node);
  return node.type === 'SequenceExpression' ? `(${text})` : text;
}

/** Offset of the first code unit of a parsed node. */
export function startOf(node: t.Node): number {
  if (typeof node.start !== 'number') throw new Error(`a ${node.type} without an offset`);
  return node.start;
}

/** Offset behind the last code unit of a parsed node. */
export function endOf(node: t.Node): number {
  if (typeof node.end !== 'number') throw new Error(`a ${node.type} without an offset`);
  return node.end;
}

/** Offset where a node begins, its parentheses included. */
export function outerStart(node: t.Node): number {
  const start = node.extra?.['parenStart'];
  return typeof start === 'number' ? start : startOf(node);
}

/** Whether a comment stands between two offsets; rewriting there would lose it. */
export function hasComment(source: JsSource, start: number, end: number): boolean {
  return (source.ast.comments ?? []).some(
    comment => startOfComment(comment) < end && endOfComment(comment) > start,
  );
}

/** Whether what stands behind a part of a node can go without a comment, or the end of a pair of parentheses, being lost. */
export function endsPlainly(source: JsSource, part: t.Node, node: t.Node): boolean {
  const [start, end] = [endOf(part), endOf(node)];
  return !hasComment(source, start, end) && !source.code.slice(start, end).includes(')');
}

function startOfComment(comment: t.Comment): number {
  return comment.start ?? 0;
}

function endOfComment(comment: t.Comment): number {
  return comment.end ?? Infinity;
}

/** The first of the candidates, then of the first one numbered, that no code here uses. */
export function freshName(source: JsSource, ...candidates: readonly string[]): string {
  const free = candidates.find(name => !source.names.has(name));
  if (free !== undefined) return free;
  let n = 2;
  while (source.names.has(`${candidates[0]}${n}`)) n++;
  return `${candidates[0]}${n}`;
}
