import type { PyNode } from './tree';
import { bare, childrenOf, isName, textOf, type PySource } from './source';

/** What one level of a linear recursion computes of its parameter and of the levels below. */
export interface RecursiveStep {
  /** The step with other names for the parameter and for the results of the calls. */
  write(parameter: string, below: (call: PyNode) => string): string;
  /** `n * f(n - 1)` or `n + f(n - 1)`, either way round: its operator. */
  readonly simple: '*' | '+' | undefined;
}

const operators = new Set(['+', '-', '*', '/', '//', '%', '**']);

/** Reads a step: arithmetic over the parameter, numbers and each of the calls once. Undefined for all else. */
export function recursiveStep(
  source: PySource,
  step: PyNode,
  calls: readonly PyNode[],
  parameter: string,
): RecursiveStep | undefined {
  const parameters: PyNode[] = [];
  const read: PyNode[] = [];
  const callAt = (node: PyNode): PyNode | undefined =>
    calls.find(call => node.name === call.name && node.from === call.from && node.to === call.to);

  const understand = (wrapped: PyNode): boolean => {
    const node = bare(wrapped);
    const call = callAt(node);
    if (call) return read.push(call) > 0;
    if (isName(source, node, parameter)) return parameters.push(node) > 0;
    if (node.name === 'Number') return isDecimal(source, node);
    const [left, operator, right] = childrenOf(node);
    if (node.name === 'UnaryExpression') {
      return (
        left !== undefined && operator !== undefined && textOf(source, left) === '-' && understand(operator)
      );
    }
    if (node.name !== 'BinaryExpression' || operator?.name !== 'ArithOp') return false;
    return (
      left !== undefined &&
      right !== undefined &&
      operators.has(textOf(source, operator)) &&
      understand(left) &&
      understand(right)
    );
  };
  if (!understand(step) || read.length !== calls.length) return undefined;

  const places = [...parameters, ...calls].sort((a, b) => a.from - b.from);
  return {
    write(parameterName, below) {
      let text = '';
      let at = step.from;
      for (const place of places) {
        text +=
          source.code.slice(at, place.from) + (parameters.includes(place) ? parameterName : below(place));
        at = place.to;
      }
      return text + source.code.slice(at, step.to);
    },
    simple:
      calls.length === 1
        ? simpleOperator(source, step, node => callAt(node) !== undefined, parameter)
        : undefined,
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
