import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { isNeverAssigned } from './closedScope';
import type { JsSource } from './source';

/** A function that is known by a name that nothing in the selection reassigns, and where it is called or mentioned by it. */
export interface NamedFunction {
  readonly path: NodePath<t.FunctionDeclaration | t.FunctionExpression | t.ArrowFunctionExpression>;
  readonly name: string;
  /** Mentions of the name inside of the function itself. */
  readonly mentions: readonly NodePath[];
  /** Every call by the name in the selection, its own included. */
  readonly calls: readonly t.CallExpression[];
}

/**
 * The name under which a plain function (not async, no generator, no method) calls itself. Undefined when it
 * has none, or when the selection assigns something else to it.
 */
export function namedFunction(source: JsSource, path: NodePath<t.Function>): NamedFunction | undefined {
  if (!path.isFunctionDeclaration() && !path.isFunctionExpression() && !path.isArrowFunctionExpression()) {
    return undefined;
  }
  if (path.node.async || path.node.generator === true) return undefined;
  const name = ownName(path);
  if (name === undefined) return undefined;
  const scope = path.isFunctionDeclaration() ? path.parentPath.scope : path.scope;
  const binding = scope.getBinding(name);
  if (!binding || !isNeverAssigned(source, binding)) return undefined;
  const mentions = binding.referencePaths.filter(reference => reference.isDescendant(path));
  const calls = binding.referencePaths.flatMap(({ node, parent }) =>
    t.isCallExpression(parent) && parent.callee === node ? [parent] : [],
  );
  return { path, name, mentions, calls };
}

function ownName(
  path:
    NodePath<t.FunctionDeclaration> | NodePath<t.FunctionExpression> | NodePath<t.ArrowFunctionExpression>,
): string | undefined {
  if (!path.isArrowFunctionExpression() && path.node.id) return path.node.id.name;
  const { parent } = path;
  if (t.isVariableDeclarator(parent) && parent.init === path.node && t.isIdentifier(parent.id))
    return parent.id.name;
  return undefined;
}

/** The call that a mention is the callee of, when it passes exactly `count` plain arguments. */
export function callOf(mention: NodePath, count: number): t.CallExpression | undefined {
  const { parent, node } = mention;
  if (!t.isCallExpression(parent) || parent.callee !== node || parent.arguments.length !== count)
    return undefined;
  return parent.arguments.every(argument => t.isExpression(argument)) ? parent : undefined;
}

/** The parameters, when all are plain names (a TypeScript annotation may follow). */
export function plainParameters(fn: t.Function): t.Identifier[] | undefined {
  const plain: t.Identifier[] = [];
  for (const param of fn.params) {
    if (!t.isIdentifier(param) || param.optional === true || param.name === 'this') return undefined;
    plain.push(param);
  }
  return plain;
}
