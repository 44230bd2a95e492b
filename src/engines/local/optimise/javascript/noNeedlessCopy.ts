import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { mayHaveHoles } from './findFromFilter';
import { isGlobal, kindOf } from './kinds';
import { isPureArrow } from './pure';
import type { JsRule } from './rule';
import { endOf, hasComment, startOf, textOf, walk } from './source';

const id = 'no-needless-copy';
const takesCallback = new Set(['map', 'filter', 'some', 'every', 'find', 'findIndex', 'flatMap']);
const takesValues = new Set(['includes', 'indexOf', 'lastIndexOf', 'join', 'slice', 'concat']);

/** `[...xs].map(f)` copies an array only to read the copy; `xs.map(f)` reads the array. For callbacks that only compute. */
export const noNeedlessCopy: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      MemberExpression(path) {
        const { node, parent } = path;
        if (node.computed || !t.isIdentifier(node.property)) return;
        if (!t.isCallExpression(parent) || parent.callee !== node || !onlyReads(node.property.name, parent))
          return;
        const object = path.get('object');
        const copied = copiedIn(object);
        if (!copied || kindOf(copied) !== 'array' || mayHaveHoles(copied.node)) return;
        if (!t.isIdentifier(copied.node) && !t.isCallExpression(copied.node)) return;
        if (hasComment(source, startOf(object.node), endOf(object.node))) return;
        // A bracket that goes may have been all that ended the line before, or a parenthesis.
        if (object.node.extra?.['parenthesized'] === true || copied.node.extra?.['parenthesized'] === true)
          return;
        found.push({
          rule: id,
          why: 'the copy was only read; the array can be read itself',
          at: startOf(object.node),
          edits: [
            { start: startOf(object.node), end: endOf(object.node), text: textOf(source, copied.node) },
          ],
        });
      },
    });
    return found;
  },
};

function onlyReads(method: string, call: t.CallExpression): boolean {
  if (takesValues.has(method))
    return call.arguments.every(argument => t.isLiteral(argument) || t.isIdentifier(argument));
  const [callback, ...more] = call.arguments;
  return (
    takesCallback.has(method) && more.length === 0 && isPureArrow(callback) && callback.params.length < 3
  );
}

/** What `[...xs]`, `xs.slice()` or `Array.from(xs)` copies. */
function copiedIn(path: NodePath): NodePath<t.Expression> | undefined {
  if (path.isArrayExpression()) {
    const [only, ...more] = path.get('elements');
    if (more.length > 0 || !only?.isSpreadElement()) return undefined;
    return only.get('argument');
  }
  if (!path.isCallExpression()) return undefined;
  const callee = path.get('callee');
  if (!callee.isMemberExpression() || callee.node.computed || !t.isIdentifier(callee.node.property))
    return undefined;
  const object = callee.get('object');
  if (callee.node.property.name === 'slice' && path.node.arguments.length === 0)
    return object.isExpression() ? object : undefined;
  const [argument, ...more] = path.get('arguments');
  const from = callee.node.property.name === 'from' && t.isIdentifier(object.node, { name: 'Array' });
  if (!from || more.length > 0 || !argument?.isExpression() || !isGlobal(path, 'Array')) return undefined;
  return argument;
}
