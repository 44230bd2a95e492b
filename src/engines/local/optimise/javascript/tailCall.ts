import * as t from '@babel/types';
import { childrenOf } from './pure';
import { endOf, freshName, outerStart, valueText, type JsSource } from './source';

/**
 * The statements, without their ends, that give parameters the arguments of a call, as the call does: every
 * argument is computed in order, from the old values. None for an argument that is the parameter itself.
 */
export function assignments(
  source: JsSource,
  parameters: readonly t.Identifier[],
  call: t.CallExpression,
): string[] {
  const changes = parameters.flatMap(({ name }, at) => {
    const argument = call.arguments[at];
    return !argument || t.isIdentifier(argument, { name }) ? [] : [{ name, argument }];
  });
  const computed: string[] = [];
  const waiting: string[] = [];
  changes.forEach(({ name, argument }, at) => {
    const text = valueText(source, argument);
    if (!changes.slice(at + 1).some(later => mentionsName(later.argument, name))) {
      computed.push(assignment(source, name, argument));
      return;
    }
    const next = freshName(source, `next${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    computed.push(`const ${next} = ${text}`);
    waiting.push(`${name} = ${next}`);
  });
  return [...computed, ...waiting];
}

/** `n = n - 1` is written `n -= 1`. */
function assignment(source: JsSource, name: string, value: t.Node): string {
  if (
    t.isBinaryExpression(value) &&
    /^[-+*/%]$/.test(value.operator) &&
    t.isIdentifier(value.left, { name })
  ) {
    return `${name} ${value.operator}= ${source.code.slice(outerStart(value.right), endOf(value))}`;
  }
  return `${name} = ${valueText(source, value)}`;
}

/** Whether a name occurs at or below a node. */
export function mentionsName(node: t.Node, name: string): boolean {
  const named = t.isIdentifier(node, { name }) || t.isJSXIdentifier(node, { name });
  return named || childrenOf(node).some(child => mentionsName(child, name));
}
