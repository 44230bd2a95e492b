import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isClosed, isNeverAssigned } from './closedScope';
import type { JsRule } from './rule';
import { startOf, walk } from './source';

const id = 'prefer-const';

/** `let` becomes `const` where nothing assigns the names again; for names of functions and blocks in the selection. */
export const preferConst: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      VariableDeclaration({ node, parent, scope }) {
        if (node.kind !== 'let' || node.declare === true || t.isExportNamedDeclaration(parent)) return;
        if (t.isForStatement(parent) && parent.init === node) return;
        const loopHead = t.isForXStatement(parent) && parent.left === node;
        if (!loopHead && node.declarations.some(({ init }) => !init)) return;
        const names = Object.keys(t.getBindingIdentifiers(node));
        const constant = names.every(name => {
          const binding = scope.getBinding(name);
          return binding?.kind === 'let' && isNeverAssigned(source, binding) && isClosed(source, binding);
        });
        if (!constant || names.length === 0) return;
        const start = startOf(node);
        found.push({
          rule: id,
          why: `${names.map(name => `\`${name}\``).join(', ')} ${names.length > 1 ? 'are' : 'is'} never assigned again, which \`const\` tells reader and engine`,
          at: start,
          edits: [{ start, end: start + 'let'.length, text: 'const' }],
        });
      },
    });
    return found;
  },
};
