import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { kindOf } from './kinds';

/** A call `receiver.method(...)` of a value that surely is an array. */
export interface ArrayCall {
  readonly path: NodePath<t.CallExpression>;
  readonly receiver: NodePath<t.Expression>;
  readonly method: t.Identifier;
}

/** Reads a node as a call of one of these methods on an array. */
export function arrayCall(path: NodePath, ...methods: readonly string[]): ArrayCall | undefined {
  if (!path.isCallExpression()) return undefined;
  const callee = path.get('callee');
  if (!callee.isMemberExpression() || callee.node.computed) return undefined;
  const { property } = callee.node;
  const receiver = callee.get('object');
  if (!t.isIdentifier(property) || !methods.includes(property.name) || !receiver.isExpression())
    return undefined;
  return kindOf(receiver) === 'array' ? { path, receiver, method: property } : undefined;
}
