import * as t from '@babel/types';
import { startOf, endOf, textOf, type JsSource } from './source';

/** What one level of a linear recursion computes of its parameter and of the levels below. */
export interface RecursiveStep {
  /** The step with other names for the parameter and for the results of the calls. */
  write(parameter: string, below: (call: t.CallExpression) => string): string;
  readonly mentionsParameter: boolean;
  /** `+` joins text when the parameter is text. */
  readonly adds: boolean;
  readonly kinds: ReadonlySet<'number' | 'bigint' | 'text'>;
  /** `n * f(n - 1)` or `n + f(n - 1)`, either way round: its operator. */
  readonly simple: '*' | '+' | undefined;
}

const operators = new Set(['+', '-', '*', '/', '%', '**']);

/** Reads a step: arithmetic over the parameter, literals and each of the calls once. Undefined for all else. */
export function recursiveStep(
  source: JsSource,
  step: t.Expression,
  calls: readonly t.CallExpression[],
  parameter: string,
): RecursiveStep | undefined {
  const parameters: t.Identifier[] = [];
  const kinds = new Set<'number' | 'bigint' | 'text'>();
  let adds = false;
  const read: t.CallExpression[] = [];

  const understand = (node: t.Node): boolean => {
    const call = calls.find(each => each === node);
    if (call) return read.push(call) > 0;
    if (t.isIdentifier(node, { name: parameter })) return parameters.push(node) > 0;
    if (t.isNumericLiteral(node)) return Boolean(kinds.add('number'));
    if (t.isBigIntLiteral(node)) return Boolean(kinds.add('bigint'));
    if (t.isStringLiteral(node)) return Boolean(kinds.add('text'));
    if (t.isUnaryExpression(node, { operator: '-' })) return understand(node.argument);
    if (!t.isBinaryExpression(node) || !operators.has(node.operator)) return false;
    adds ||= node.operator === '+';
    return understand(node.left) && understand(node.right);
  };
  if (!understand(step) || read.length !== calls.length) return undefined;

  return {
    write: (name, below) =>
      withNames(source, step, [
        ...parameters.map(node => [node, name] as const),
        ...calls.map(call => [call, below(call)] as const),
      ]),
    mentionsParameter: parameters.length > 0,
    adds,
    kinds,
    simple: simpleOperator(step, calls, parameter),
  };
}

function simpleOperator(
  step: t.Expression,
  [call, ...more]: readonly t.CallExpression[],
  parameter: string,
): '*' | '+' | undefined {
  if (more.length > 0 || !t.isBinaryExpression(step) || (step.operator !== '*' && step.operator !== '+'))
    return undefined;
  const other = step.left === call ? step.right : step.right === call ? step.left : undefined;
  return t.isIdentifier(other, { name: parameter }) ? step.operator : undefined;
}

function withNames(
  source: JsSource,
  step: t.Expression,
  places: readonly (readonly [node: t.Node, name: string])[],
): string {
  let text = '';
  let at = startOf(step);
  for (const [node, name] of [...places].sort(([a], [b]) => startOf(a) - startOf(b))) {
    text += source.code.slice(at, startOf(node)) + name;
    at = endOf(node);
  }
  return places.length === 0 ? textOf(source, step) : text + source.code.slice(at, endOf(step));
}
