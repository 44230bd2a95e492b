import type { SyntaxNode } from '@lezer/common';
import { placed, type Branch, type CodeNode } from '../tree';

const commonNames: Readonly<Record<string, string>> = {
  BinaryExp: 'BinaryExpression',
  UnaryExp: 'UnaryExpression',
  ParenthesizedExpr: 'ParenthesizedExpression',
  CallExpr: 'Call',
  VariableName: 'Identifier',
  DefName: 'Definition',
  String: 'StringLiteral',
  Rune: 'CharacterLiteral',
};

/** The tree of a text that parsed, with operators, calls and the like grouped as Go groups them. */
export function treeOf(code: string, root: SyntaxNode): CodeNode {
  return placed(branchOf(code, root, false));
}

function branchOf(code: string, node: SyntaxNode, inside: boolean): Branch {
  const { from, to } = node;
  const name = nameOf(code, node);
  const children: Branch[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const tangled = isOperation(name) || (isPostfix(name) && children.length === 0);
    children.push(branchOf(code, child, tangled));
  }
  const branch = { name, from, to, children };
  return !inside && isTangled(branch) ? regrouped(code, branch) : branch;
}

function nameOf(code: string, { name, from, to }: SyntaxNode): string {
  if (name === 'Number')
    return /^(?:0[xXbBoO])?[\da-fA-F_]+$/.test(code.slice(from, to)) &&
      !/^\d[\d_]*[eE]/.test(code.slice(from, to))
      ? 'IntegerLiteral'
      : 'FloatingPointLiteral';
  if (name === 'VariableName' && /^(?:true|false)$/.test(code.slice(from, to))) return 'BooleanLiteral';
  return commonNames[name] ?? name;
}

function isOperation(name: string): boolean {
  return name === 'BinaryExpression' || name === 'UnaryExpression';
}

function isPostfix(name: string): boolean {
  return ['Call', 'SelectorExpr', 'IndexExpr', 'SliceExpr', 'TypeAssertion'].includes(name);
}

function isTangled({ name, children }: Branch): boolean {
  const [first] = children;
  return isOperation(name) || (isPostfix(name) && first !== undefined && isTangled(first));
}

function isComment({ name }: Branch): boolean {
  return name.endsWith('Comment');
}

/**
 * The grammar reads `a + f(x)` as a call of `a + f`, and `!s.ok` as the field `ok` of `!s`. The order of names and
 * operators is right, so that only the grouping has to be found again.
 */
function regrouped(code: string, branch: Branch): Branch {
  const comments: Branch[] = [];
  const parts = flattened(branch, comments);
  let at = 0;
  const unary = (): Branch => {
    const part = parts[at++];
    if (!part) throw new Error('an operand is missing');
    if (!part.prefix) return part.branch;
    const operand = unary();
    return {
      name: 'UnaryExpression',
      from: part.branch.from,
      to: operand.to,
      children: [part.branch, operand],
    };
  };
  const grouped = (least: number): Branch => {
    let left = unary();
    for (let operator = parts[at]; operator; operator = parts[at]) {
      const level = levelOf(code.slice(operator.branch.from, operator.branch.to));
      if (level < least) break;
      at++;
      const right = grouped(level + 1);
      left = {
        name: 'BinaryExpression',
        from: left.from,
        to: right.to,
        children: [left, operator.branch, right],
      };
    }
    return left;
  };
  const result = grouped(1);
  return comments.length === 0
    ? result
    : { ...result, children: [...result.children, ...comments].sort((a, b) => a.from - b.from) };
}

interface Part {
  readonly branch: Branch;
  /** Whether it is an operator in front of its operand. */
  readonly prefix: boolean;
}

/** Operands and operators in the order of the text. */
function flattened(branch: Branch, comments: Branch[]): Part[] {
  if (!isTangled(branch)) return [{ branch, prefix: false }];
  const children = branch.children.filter(child => !isComment(child));
  comments.push(...branch.children.filter(isComment));
  const [first, second, third] = children;
  if (branch.name === 'UnaryExpression' && first && second)
    return [{ branch: first, prefix: true }, ...flattened(second, comments)];
  if (branch.name === 'BinaryExpression' && first && second && third)
    return [...flattened(first, comments), { branch: second, prefix: false }, ...flattened(third, comments)];
  const parts = first ? flattened(first, comments) : [];
  const last = parts.pop();
  if (!last) return parts;
  const [, ...rest] = children;
  return [
    ...parts,
    {
      branch: { ...branch, from: last.branch.from, children: [last.branch, ...rest] },
      prefix: false,
    },
  ];
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-', '|', '^'],
  ['*', '/', '%', '<<', '>>', '&', '&^'],
];

/** How tight a binary operator binds, from 1 to 5; 0 for all else. */
function levelOf(operator: string): number {
  return levels.findIndex(level => level.includes(operator)) + 1;
}
