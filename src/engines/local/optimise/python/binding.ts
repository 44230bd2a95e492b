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

const mentions = new WeakMap<PySource, ReadonlyMap<string, PyNode[]>>();

/** Every mention of a name below a node. The names of a source are looked for once: rules ask for each of its functions. */
export function mentionsOf(source: PySource, { from, to }: PyNode, name: string): PyNode[] {
  const all = allMentions(source, name);
  return all.slice(firstFrom(all, from), firstFrom(all, to));
}

/** Every mention of a name in a source, in the order of the text. */
export function allMentions(source: PySource, name: string): readonly PyNode[] {
  const byName = mentions.get(source) ?? mentionsIn(source);
  mentions.set(source, byName);
  return byName.get(name) ?? [];
}

/** The index of the first mention at or behind an offset: rules ask for the mentions of one loop among those of a whole file. */
export function firstFrom(all: readonly PyNode[], offset: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.from ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mentionsIn(source: PySource): Map<string, PyNode[]> {
  const byName = new Map<string, PyNode[]>();
  for (const mention of descendants(source.root, 'VariableName')) {
    const name = textOf(source, mention);
    const others = byName.get(name);
    if (others) others.push(mention);
    else byName.set(name, [mention]);
  }
  return byName;
}

/** Whether the built-in of this name is still what it was: nothing in the selection gives it another value. */
export function isBuiltin(source: PySource, name: string): boolean {
  const known = builtins.get(source) ?? new Map<string, boolean>();
  builtins.set(source, known);
  const answer =
    known.get(name) ?? (!source.doubtful.has(name) && !allMentions(source, name).some(isBinding));
  known.set(name, answer);
  return answer;
}

const builtins = new WeakMap<PySource, Map<string, boolean>>();
