import type { PyNode } from './tree';
import { bare, childrenOf, isName, textOf, type PySource } from './source';

/** What one level of a linear recursion computes of its parameter and of the level below. */
export interface RecursiveStep {
  /** The step with other names for the parameter and for the result of the level below. */
  write(parameter: string, below: string): string;
  /** `n * f(n - 1)` or `n + f(n - 1)`, either way round: its operator. */
  readonly simple: '*' | '+' | undefined;
}

const operators = new Set(['+', '-', '*', '/', '//', '%', '**']);

/** Reads a step: arithmetic over the parameter, numbers and exactly the one call. Undefined for all else. */
export function recursiveStep(
  source: PySource,
  step: PyNode,
  call: PyNode,
  parameter: string,
): RecursiveStep | undefined {
  const parameters: PyNode[] = [];
  let calls = 0;
  const isCall = (node: PyNode): boolean =>
    node.name === call.name && node.from === call.from && node.to === call.to;

  const read = (wrapped: PyNode): boolean => {
    const node = bare(wrapped);
    if (isCall(node)) return ++calls === 1;
    if (isName(source, node, parameter)) return parameters.push(node) > 0;
    if (node.name === 'Number') return isDecimal(source, node);
    const [left, operator, right] = childrenOf(node);
    if (node.name === 'UnaryExpression') {
      return left !== undefined && operator !== undefined && textOf(source, left) === '-' && read(operator);
    }
    if (node.name !== 'BinaryExpression' || operator?.name !== 'ArithOp') return false;
    return (
      left !== undefined &&
      right !== undefined &&
      operators.has(textOf(source, operator)) &&
      read(left) &&
      read(right)
    );
  };
  if (!read(step) || calls !== 1) return undefined;

  const places = [...parameters, call].sort((a, b) => a.from - b.from);
  return {
    write(parameterName, below) {
      let text = '';
      let at = step.from;
      for (const place of places) {
        text += source.code.slice(at, place.from) + (place === call ? below : parameterName);
        at = place.to;
      }
      return text + source.code.slice(at, step.to);
    },
    simple: simpleOperator(source, step, isCall, parameter),
  };
}

function simpleOperator(
  source: PySource,
  step: PyNode,
  isCall: (node: PyNode) => boolean,
  parameter: string,
): '*' | '+' | undefined {
  const [left, operator, right] = childrenOf(bare(step));
  if (bare(step).name !== 'BinaryExpression' || !left || !operator || !right) return undefined;
  const text = textOf(source, operator);
  if (text !== '*' && text !== '+') return undefined;
  const other = isCall(left) ? right : isCall(right) ? left : undefined;
  return isName(source, other, parameter) ? text : undefined;
}

/** Whether a number is written plainly, whole or with a fraction. */
export function isDecimal(source: PySource, node: PyNode): boolean {
  return node.name === 'Number' && /^\d+(\.\d+)?$/.test(textOf(source, node));
}
