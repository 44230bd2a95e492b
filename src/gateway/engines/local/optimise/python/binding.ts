import type { PyNode } from './tree';
import { childrenOf, descendants, textOf, type PySource } from './source';

/** Whether this mention of a name gives it a value, declares or deletes it, rather than reads it. */
export function isBinding(name: PyNode): boolean {
  let node = name;
  let parent = node.parent;
  while (parent && patterns.has(parent.name)) {
    node = parent;
    parent = node.parent;
  }
  if (!parent) return false;
  const before = siblingsBefore(parent, node);
  const after = childrenOf(parent)
    .slice(before.length + 1)
    .map(sibling => sibling.name);
  const names = before.map(sibling => sibling.name);
  switch (parent.name) {
    case 'AssignStatement':
      return after.includes('AssignOp');
    case 'UpdateStatement':
    case 'NamedExpression':
      return before.length === 0;
    case 'ForStatement':
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
    case 'ComprehensionExpression':
    case 'ArgList':
      return names.lastIndexOf('for') > names.lastIndexOf('in') && after.includes('in');
    case 'ParamList':
      return names.at(-1) !== 'AssignOp';
    case 'WithStatement':
    case 'TryStatement':
      return names.at(-1) === 'as';
    case 'FunctionDefinition':
    case 'ClassDefinition':
    case 'ImportStatement':
    case 'ScopeStatement':
    case 'DeleteStatement':
    case 'TypeDefinition':
    case 'TypeParamList':
    case 'TypeParam':
      return true;
    default:
      return parent.name.endsWith('Pattern') || parent.name === 'MatchClause';
  }
}

/** What targets may be packed in. */
const patterns = new Set(['TupleExpression', 'ArrayExpression', 'ParenthesizedExpression']);

function siblingsBefore(parent: PyNode, node: PyNode): PyNode[] {
  return childrenOf(parent).filter(sibling => sibling.to <= node.from);
}

/** Every mention of a name below a node. */
export function mentionsOf(source: PySource, node: PyNode, name: string): PyNode[] {
  return descendants(node, 'VariableName').filter(mention => textOf(source, mention) === name);
}

/** Whether the built-in of this name is still what it was: nothing in the selection gives it another value. */
export function isBuiltin(source: PySource, name: string): boolean {
  return !source.doubtful.has(name) && !mentionsOf(source, source.root, name).some(isBinding);
}
