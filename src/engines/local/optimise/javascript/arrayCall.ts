import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { kindOf } from './kinds';

/** A call `receiver.method(...)`. */
export interface ArrayCall {
  readonly path: NodePath<t.CallExpression>;
  readonly receiver: NodePath<t.Expression>;
  readonly method: t.Identifier;
}

/** Reads a node as a call of one of these methods on an array. */
export function arrayCall(path: NodePath, ...methods: readonly string[]): ArrayCall | undefined {
  const call = methodCall(path, ...methods);
  return call && kindOf(call.receiver) === 'array' ? call : undefined;
}

/** Reads a node as a call of one of these methods, on whatever it may be. */
export function methodCall(path: NodePath, ...methods: readonly string[]): ArrayCall | undefined {
  if (!path.isCallExpression()) return undefined;
  const callee = path.get('callee');
  if (!callee.isMemberExpression() || callee.node.computed) return undefined;
  const { property } = callee.node;
  const receiver = callee.get('object');
  return t.isIdentifier(property) && methods.includes(property.name) && receiver.isExpression()
    ? { path, receiver, method: property }
    : undefined;
}
