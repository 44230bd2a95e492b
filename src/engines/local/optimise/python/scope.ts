import type { PyNode } from './tree';
import { allMentions, firstFrom, isBuiltin, mentionsOf } from './binding';
import { childrenOf, descendants, textOf, type PySource } from './source';

/** The function, async or not, whose own scope a node is in; undefined at the outermost level and in classes. */
export function enclosingFunction(node: PyNode): PyNode | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (
      at.name === 'ClassDefinition' ||
      at.name === 'LambdaExpression' ||
      at.name.endsWith('ComprehensionExpression')
    ) {
      return undefined;
    }
    if (at.name === 'FunctionDefinition') return at;
  }
  return undefined;
}

/** Whether one of these kinds of node is at or below a node. */
export function holds(node: PyNode, ...names: readonly string[]): boolean {
  return descendants(node, ...names).length > 0;
}

/** Whether one of these kinds of node is between a node and a node around it. */
export function isInside(node: PyNode, outer: PyNode, ...names: readonly string[]): boolean {
  for (
    let at = node.parent;
    at && at.from >= outer.from && at.to <= outer.to && at.name !== outer.name;
    at = at.parent
  ) {
    if (names.includes(at.name)) return true;
  }
  return false;
}

/** Whether all mentions of a name in a function are between two offsets of it. */
export function livesBetween(source: PySource, fn: PyNode, name: string, from: number, to: number): boolean {
  const all = allMentions(source, name);
  const [first, last] = [all[firstFrom(all, fn.from)], all[firstFrom(all, fn.to) - 1]];
  return !first || !last || (first.from >= from && last.to <= to);
}

/** The function around a node, or the selection itself where none is around it; undefined in classes and the like. */
export function scopeAround(source: PySource, node: PyNode): PyNode | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'FunctionDefinition') return at;
    if (
      at.name === 'ClassDefinition' ||
      at.name === 'LambdaExpression' ||
      at.name.endsWith('ComprehensionExpression')
    )
      return undefined;
  }
  return source.root;
}

type AboutName = (source: PySource, fn: PyNode, name: string) => boolean;

/** A question about a name in a function that is answered once: rules ask it for each place where the name stands. */
export function answeredOnce(ask: AboutName): AboutName {
  const answers = new WeakMap<PyNode, Map<string, boolean>>();
  return (source, fn, name) => {
    const known = answers.get(fn) ?? new Map<string, boolean>();
    answers.set(fn, known);
    const answer = known.get(name) ?? ask(source, fn, name);
    known.set(name, answer);
    return answer;
  };
}

/** Whether a name is a plain local of a function: not `global` or `nonlocal`, and not shared with an inner function. */
export const isPlainLocal: AboutName = answeredOnce(
  (source, fn, name) =>
    !source.doubtful.has(name) &&
    !holds(fn, 'ScopeStatement') &&
    mentionsOf(source, fn, name).every(mention => {
      const owner = ownerOf(mention);
      return owner.from === fn.from && owner.to === fn.to;
    }),
);

function ownerOf(node: PyNode): PyNode {
  let at = node;
  while (at.parent) {
    at = at.parent;
    if (['FunctionDefinition', 'ClassDefinition', 'LambdaExpression'].includes(at.name)) return at;
  }
  return at;
}

/** What may not move into a comprehension: it would suspend another function, bind in it, or lose its class. */
export function movesIntoComprehension(source: PySource, node: PyNode): boolean {
  if (
    holds(
      node,
      'YieldExpression',
      'YieldStatement',
      'AwaitExpression',
      'NamedExpression',
      'LambdaExpression',
      'Comment',
    )
  )
    return false;
  return !descendants(node, 'VariableName').some(name =>
    ['super', '__class__'].includes(textOf(source, name)),
  );
}

/** The name and the arguments' nodes of a call of a built-in function with plain arguments. */
export function builtinCall(source: PySource, node: PyNode): { name: string; args: PyNode[] } | undefined {
  const [callee, list] = childrenOf(node);
  if (node.name !== 'CallExpression' || callee?.name !== 'VariableName' || list?.name !== 'ArgList')
    return undefined;
  const name = textOf(source, callee);
  const args = childrenOf(list).filter(part => !['(', ')', ','].includes(part.name));
  if (
    args.some(part => ['AssignOp', '*', '**', 'for', 'async'].includes(part.name)) ||
    !isBuiltin(source, name)
  )
    return undefined;
  return { name, args };
}
