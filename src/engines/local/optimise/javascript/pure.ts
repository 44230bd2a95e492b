import * as t from '@babel/types';

const pureKinds = new Set<t.Node['type']>([
  'Identifier',
  'NumericLiteral',
  'StringLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'BigIntLiteral',
  'RegExpLiteral',
  'TemplateLiteral',
  'TemplateElement',
  'BinaryExpression',
  'LogicalExpression',
  'ConditionalExpression',
  'MemberExpression',
  'OptionalMemberExpression',
  'UnaryExpression',
  'ThisExpression',
  'TSNonNullExpression',
  'TSAsExpression',
]);

/**
 * Whether evaluating an expression once more, once less or earlier makes no difference: it only reads, compares
 * and computes. Reading a property is taken to have no effect. `allowed` names further nodes that are harmless.
 */
export function isPure(node: t.Node, allowed: (node: t.Node) => boolean = () => false): boolean {
  if (allowed(node)) return true;
  if (t.isTSType(node)) return true;
  if (!pureKinds.has(node.type)) return false;
  if (t.isUnaryExpression(node) && (node.operator === 'delete' || node.operator === 'throw')) return false;
  return childrenOf(node).every(child => isPure(child, allowed));
}

/** A predicate or mapping that only computes: an arrow function of one pure expression over plain parameters. */
export function isPureArrow(
  node: t.Node | undefined,
  allowed?: (node: t.Node) => boolean,
): node is t.ArrowFunctionExpression & { body: t.Expression } {
  return (
    t.isArrowFunctionExpression(node) &&
    !node.async &&
    t.isExpression(node.body) &&
    node.params.every(param => t.isIdentifier(param)) &&
    isPure(node.body, allowed)
  );
}

/** The nodes directly below a node. */
export function childrenOf(node: t.Node): t.Node[] {
  const children: t.Node[] = [];
  const keys: readonly string[] = t.VISITOR_KEYS[node.type] ?? [];
  for (const [key, value] of Object.entries(node)) {
    if (!keys.includes(key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && t.isNode(value);
}
