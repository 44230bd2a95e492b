import type { Layout } from '../layout';
import { childrenOf, descendants, freshName, textOf, type ParsedText } from '../parsedText';
import type { Rewrite } from '../rewrite';
import type { Extent } from '../setAside';
import type { CodeNode } from '../tree';

/**
 * A parsed selection of Go or Java. What both have goes by the same names in both trees: `Identifier` (a name that is
 * used), `Definition` (a name where it is declared), `Call`, `BinaryExpression`, `UnaryExpression`,
 * `ParenthesizedExpression`, `IntegerLiteral`, `StringLiteral`, `Block`, `IfStatement`, `ReturnStatement`.
 */
export interface TypedSource extends ParsedText {
  readonly language: 'go' | 'java';
  /** Where the selection begins and ends in `code`. */
  readonly start: number;
  readonly end: number;
  readonly layout: Layout;
  /** Names that code which could not be read may give another meaning. */
  readonly doubtful: ReadonlySet<string>;
  /** Where nothing may be changed. */
  readonly closed: readonly Extent[];
}

/** One rule: what it finds it can prove to keep behaviour, under the limits that the documentation states. */
export interface TypedRule {
  readonly id: string;
  find(source: TypedSource): Rewrite[];
}

const functionNames = ['FunctionDecl', 'MethodDecl', 'MethodDeclaration', 'ConstructorDeclaration'];

/** Whether a node declares a function or a method. */
export function isFunction({ name }: CodeNode): boolean {
  return functionNames.includes(name);
}

/** The outermost function or method around a node, or the whole selection where none is. */
export function scopeOf(source: TypedSource, node: CodeNode): CodeNode {
  let found = source.root;
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) found = at;
  return found;
}

/** Whether a node is the given name, used. */
export function isName(source: TypedSource, node: CodeNode | undefined, name: string): boolean {
  return node?.name === 'Identifier' && textOf(source, node) === name;
}

/** An expression without the parentheses around it. */
export function bare(node: CodeNode): CodeNode {
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? bare(inner) : node;
}

/** What a `!` negates. */
export function negated(source: TypedSource, node: CodeNode): CodeNode | undefined {
  const [operator, operand] = childrenOf(node);
  return node.name === 'UnaryExpression' && operator && textOf(source, operator) === '!'
    ? operand
    : undefined;
}

/** The left side, operator and right side of a binary expression. */
export function binary(
  source: TypedSource,
  node: CodeNode,
): { left: CodeNode; operator: string; right: CodeNode } | undefined {
  const [left, operator, right, ...rest] = node.name === 'BinaryExpression' ? childrenOf(node) : [];
  return left && operator && right && rest.length === 0
    ? { left, operator: textOf(source, operator), right }
    : undefined;
}

/** The statements of a block. */
export function statementsOf(block: CodeNode): CodeNode[] {
  return childrenOf(block).filter(({ name }) => !['{', '}', ';'].includes(name));
}

/** Statement, and where it is in a block the block's only one. */
export function onlyStatement(node: CodeNode): CodeNode | undefined {
  if (node.name !== 'Block') return node;
  const [only, ...more] = statementsOf(node);
  return more.length === 0 ? only : undefined;
}

/** The value of `return value`, when a statement is that, alone or in a block. */
export function returned(node: CodeNode): CodeNode | undefined {
  const only = onlyStatement(node);
  const [, value, ...rest] = only?.name === 'ReturnStatement' ? withoutEnd(only) : [];
  return rest.length === 0 ? value : undefined;
}

/** The children of a statement without its semicolon. */
export function withoutEnd(node: CodeNode): CodeNode[] {
  return childrenOf(node).filter(({ name }) => name !== ';');
}

/** What an argument list holds. */
function argumentsOf(list: CodeNode): CodeNode[] {
  return childrenOf(list).filter(({ name }) => !['(', ')', ','].includes(name));
}

/** A call by name, of nothing or of something: `f(a)`, `o.m(a)`, `new` left out. */
export interface CallParts {
  readonly on: CodeNode | undefined;
  readonly name: string;
  readonly args: readonly CodeNode[];
}

/** Reads a call whose arguments are plain: none is spread. */
export function callOf(source: TypedSource, node: CodeNode): CallParts | undefined {
  const parts = node.name === 'Call' ? childrenOf(node) : [];
  const list = parts.at(-1);
  if (!list || !['Arguments', 'ArgumentList'].includes(list.name)) return undefined;
  const args = argumentsOf(list);
  if (args.some(({ name }) => name === '...')) return undefined;
  if (source.language === 'java') {
    const name = parts.at(-2);
    if (name?.name !== 'MethodName') return undefined;
    if (parts.length === 2) return { on: undefined, name: textOf(source, name), args };
    const [on, dot] = parts;
    return parts.length === 4 && on && dot?.name === '.'
      ? { on, name: textOf(source, name), args }
      : undefined;
  }
  const [callee] = parts;
  if (parts.length !== 2 || !callee) return undefined;
  if (['Identifier', 'make', 'new'].includes(callee.name))
    return { on: undefined, name: textOf(source, callee), args };
  const [on, , field] = callee.name === 'SelectorExpr' ? childrenOf(callee) : [];
  return on && field ? { on, name: textOf(source, field), args } : undefined;
}

/** A whole number written in decimal digits. */
export function wholeNumber(source: TypedSource, node: CodeNode): number | undefined {
  const text = node.name === 'IntegerLiteral' ? textOf(source, node) : '';
  return /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}

/** The loops of a language, by the names of their nodes. */
export const loopNames = ['ForStatement', 'EnhancedForStatement', 'WhileStatement', 'DoStatement'];

/** Whether a node of one of these names is at or below a node. */
export function holds(node: CodeNode, ...names: readonly string[]): boolean {
  if (names.includes(node.name)) return true;
  return node.children.some(child => holds(child, ...names));
}

/** What has code of its own that may run at another time. */
export const laterCode = [
  'FunctionLiteral',
  'LambdaExpression',
  'MethodReference',
  'ClassBody',
  'ClassDeclaration',
];

/** Nodes that hold a name. */
export const namingNodes = ['Identifier', 'Definition', 'TypeName', 'FieldName', 'LabelName', 'Label'];

/** The first of the candidates, then of the first one numbered, that the function around a node does not use. */
export function freshLocal(source: TypedSource, node: CodeNode, ...candidates: readonly string[]): string {
  const inside = descendants(scopeOf(source, node), ...namingNodes).map(named => textOf(source, named));
  return freshName({ names: new Set([...inside, ...source.doubtful]) }, ...candidates);
}
