import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal } from './kinds';
import { lineBefore, outermostLoop } from './loops';
import type { JsRule } from './rule';
import { endOf, freshName, hasComment, startOf, textOf, walk } from './source';

const id = 'regexp-out-of-loop';

/** `new RegExp('...')` of a constant in a loop is made once before the loop. Not with `g` or `y`, which remember where they were. */
export const regexpOutOfLoop: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      NewExpression(path) {
        const { node } = path;
        const loop = outermostLoop(path);
        if (!loop || !t.isIdentifier(node.callee, { name: 'RegExp' }) || !isGlobal(path, 'RegExp')) return;
        if (!isConstant(node) || !isOnlyUsed(path) || hasComment(source, startOf(node), endOf(node))) return;
        const name = freshName(source, 'pattern', 'regexp', 'expression');
        const text = textOf(source, node);
        const line = text.includes('\n')
          ? undefined
          : lineBefore(source, loop, `const ${name} = ${text}${source.statementEnd}`);
        if (!line) return;
        found.push({
          rule: id,
          why: 'the expression is built once, not each time round',
          at: startOf(node),
          edits: [line, { start: startOf(node), end: endOf(node), text: name }],
        });
      },
    });
    return found;
  },
};

function isConstant({ arguments: [pattern, flags, ...more] }: t.NewExpression): boolean {
  if (!t.isStringLiteral(pattern) || more.length > 0) return false;
  if (flags && (!t.isStringLiteral(flags) || /[gy]/.test(flags.value))) return false;
  try {
    // What does not compile fails where it stands, if it is ever reached.
    return RegExp(pattern.value, flags?.value) instanceof RegExp;
  } catch {
    return false;
  }
}

const methods = new Set(['match', 'replace', 'search', 'split']);

/** Whether it is only asked for matches, or given to a method of text that asks it. */
function isOnlyUsed({ node, parent, parentPath }: NodePath): boolean {
  if (t.isMemberExpression(parent) && parent.object === node) {
    const asked =
      t.isIdentifier(parent.property, { name: 'test' }) || t.isIdentifier(parent.property, { name: 'exec' });
    return asked && !parent.computed && parentPath?.parent.type === 'CallExpression';
  }
  if (!t.isCallExpression(parent) || parent.arguments[0] !== node || !t.isMemberExpression(parent.callee))
    return false;
  const { property, computed } = parent.callee;
  return !computed && t.isIdentifier(property) && methods.has(property.name);
}
