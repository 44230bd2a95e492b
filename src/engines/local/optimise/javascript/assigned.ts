import * as t from '@babel/types';

/** The offsets at which each name is given a new value: by `=`, `+=`, `++`, the head of a `for`, alone or in a pattern. */
export type Assigned = ReadonlyMap<string, readonly number[]>;

/**
 * Collects every assignment to a name. Babel's `binding.constant` does not see those behind TypeScript's wrappers:
 * `n!++`, `(x as T) = y`, `[x!] = y`, `for (x! of y)`.
 */
export function assignedIn(ast: t.Node): Assigned {
  const assigned = new Map<string, number[]>();
  const add = (target: t.Node): void => {
    for (const { name, start } of targetsOf(target)) {
      const offsets = assigned.get(name);
      if (offsets) offsets.push(start ?? 0);
      else assigned.set(name, [start ?? 0]);
    }
  };
  t.traverseFast(ast, node => {
    if (t.isAssignmentExpression(node)) add(node.left);
    else if (t.isUpdateExpression(node)) add(node.argument);
    else if (t.isForXStatement(node) && !t.isVariableDeclaration(node.left)) add(node.left);
  });
  return assigned;
}

/** The names that an assignment to this target changes. */
function targetsOf(target: t.Node): t.Identifier[] {
  if (t.isIdentifier(target)) return [target];
  if (t.isMemberExpression(target) || t.isOptionalMemberExpression(target)) return [];
  const inner = unwrapped(target);
  if (inner !== target) return targetsOf(inner);
  if (t.isObjectPattern(target)) return target.properties.flatMap(targetsOf);
  if (t.isObjectProperty(target)) return targetsOf(target.value);
  if (t.isArrayPattern(target))
    return target.elements.flatMap(element => (element ? targetsOf(element) : []));
  if (t.isAssignmentPattern(target)) return targetsOf(target.left);
  if (t.isRestElement(target)) return targetsOf(target.argument);
  // A form of target that is not known here may change every name in it.
  const names: t.Identifier[] = [];
  t.traverseFast(target, node => {
    if (t.isIdentifier(node)) names.push(node);
  });
  return names;
}

/** What a node is when the types and marks around it are gone, as they are when it runs. */
export function unwrapped(node: t.Node): t.Node {
  if (
    t.isTSAsExpression(node) ||
    t.isTSSatisfiesExpression(node) ||
    t.isTSTypeAssertion(node) ||
    t.isTSNonNullExpression(node) ||
    t.isTSInstantiationExpression(node) ||
    t.isTypeCastExpression(node) ||
    t.isParenthesizedExpression(node)
  ) {
    return unwrapped(node.expression);
  }
  return node;
}
