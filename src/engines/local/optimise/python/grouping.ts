import type { Branch } from '../tree';

/** Expressions that operators make. The grammar lets `not` and `await` reach too far in them: `not (a or b)` for `not a or b`. */
const operations = new Set([
  'UnaryExpression',
  'BinaryExpression',
  'AwaitExpression',
  'ConditionalExpression',
]);

/** What an expression becomes whose grouping could not be found: no rule knows it. */
const ungrouped = 'UngroupedExpression';

/** Whether a node of this name is made by operators. */
export function isOperation(name: string): boolean {
  return operations.has(name);
}

/**
 * An operation, the outermost of those that stand in one another without brackets, grouped anew by Python's own
 * precedence. The order of names, literals and operators is the same in both readings, so that only the grouping
 * has to be found again.
 */
export function regrouped(code: string, node: Branch): Branch {
  const comments: Branch[] = [];
  const parts: Branch[] = [];
  flatten(node, parts, comments);
  const grouped = group(code, parts);
  if (!grouped) return { ...node, name: ungrouped };
  return comments.length === 0
    ? grouped
    : { ...grouped, children: inOrder([...grouped.children, ...comments]) };
}

/** Operands and operators in the order of the text. */
function flatten(node: Branch, parts: Branch[], comments: Branch[]): void {
  for (const child of node.children) {
    if (child.name === 'Comment') comments.push(child);
    else if (operations.has(child.name)) flatten(child, parts, comments);
    else parts.push(child);
  }
}

function inOrder(nodes: readonly Branch[]): Branch[] {
  return [...nodes].sort((a, b) => a.from - b.from);
}

/** The binary operators that are grouped from the left, the loosest first. */
const levels: readonly ReadonlySet<string>[] = [
  new Set(['|']),
  new Set(['^']),
  new Set(['&']),
  new Set(['<<', '>>']),
  new Set(['+', '-']),
  new Set(['*', '/', '//', '%', '@']),
];

const operators = new Set([
  'or',
  'and',
  'not',
  'in',
  'is',
  'if',
  'else',
  'await',
  'CompareOp',
  'BitOp',
  'ArithOp',
]);

/** Reads parts by the precedence of https://docs.python.org/3/reference/expressions.html; undefined where they do not fit. */
function group(code: string, parts: readonly Branch[]): Branch | undefined {
  let at = 0;
  let failed = false;
  const nothing: Branch = { name: ungrouped, from: 0, to: 0, children: [] };

  const textOf = ({ from, to }: Branch): string => code.slice(from, to);
  const next = (): Branch => parts[at] ?? nothing;
  const take = (): Branch => {
    const part = next();
    at++;
    return part;
  };
  const node = (name: string, ...children: readonly Branch[]): Branch => ({
    name,
    from: children[0]?.from ?? 0,
    to: children.at(-1)?.to ?? 0,
    children,
  });
  const word = (name: string): Branch => {
    if (next().name !== name) failed = true;
    return take();
  };

  const conditional = (): Branch => {
    const yes = either('or');
    if (next().name !== 'if') return yes;
    return node('ConditionalExpression', yes, take(), either('or'), word('else'), conditional());
  };
  const either = (name: 'or' | 'and'): Branch => {
    const operand = name === 'or' ? (): Branch => either('and') : negation;
    let left = operand();
    while (next().name === name) left = node('BinaryExpression', left, take(), operand());
    return left;
  };
  const negation = (): Branch =>
    next().name === 'not' ? node('UnaryExpression', take(), negation()) : comparison();
  const comparison = (): Branch => {
    let left = binary(0);
    for (let operator = comparing(); operator.length > 0; operator = comparing()) {
      left = node('BinaryExpression', left, ...operator, binary(0));
    }
    return left;
  };
  /** `<`, `in`, `not in`, `is`, `is not`. */
  const comparing = (): Branch[] => {
    const { name } = next();
    if (name === 'CompareOp' || name === 'in') return [take()];
    if (name === 'is') return parts[at + 1]?.name === 'not' ? [take(), take()] : [take()];
    return name === 'not' ? [take(), word('in')] : [];
  };
  const binary = (level: number): Branch => {
    const signs = levels[level];
    if (!signs) return signed();
    let left = binary(level + 1);
    while (isSign(signs)) left = node('BinaryExpression', left, take(), binary(level + 1));
    return left;
  };
  const isSign = (signs: ReadonlySet<string>): boolean =>
    (next().name === 'ArithOp' || next().name === 'BitOp') && signs.has(textOf(next()));
  const signed = (): Branch => (isSign(unarySigns) ? node('UnaryExpression', take(), signed()) : power());
  const power = (): Branch => {
    const base = next().name === 'await' ? node('AwaitExpression', take(), operand()) : operand();
    return isSign(powerSign) ? node('BinaryExpression', base, take(), signed()) : base;
  };
  const operand = (): Branch => {
    if (at >= parts.length || operators.has(next().name)) failed = true;
    return take();
  };

  const whole = conditional();
  return failed || at !== parts.length ? undefined : whole;
}

const unarySigns: ReadonlySet<string> = new Set(['+', '-', '~']);
const powerSign: ReadonlySet<string> = new Set(['**']);
