import type { PyNode } from './tree';
import { childrenOf, descendants, textOf, type PySource } from './source';
import { builtinCall } from './scope';

const builtins = new Set([
  'abs',
  'bool',
  'callable',
  'chr',
  'float',
  'hasattr',
  'id',
  'int',
  'isinstance',
  'issubclass',
  'len',
  'max',
  'min',
  'ord',
  'print',
  'repr',
  'round',
  'str',
  'type',
]);
const textMethods = new Set([
  'endswith',
  'isalnum',
  'isalpha',
  'isdigit',
  'islower',
  'isspace',
  'isupper',
  'lower',
  'startswith',
  'strip',
  'upper',
]);

/** Whether an expression, or a body, only calls what changes no list and raises no StopIteration. */
export function isQuiet(source: PySource, node: PyNode): boolean {
  return descendants(node, 'CallExpression').every(call => {
    if (builtins.has(builtinCall(source, call)?.name ?? '')) return true;
    const [callee] = childrenOf(call);
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : undefined;
    return method?.name === 'PropertyName' && textMethods.has(textOf(source, method));
  });
}
