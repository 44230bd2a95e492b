import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isClosed } from './closedScope';
import type { JsRule } from './rule';
import { endOf, startOf, walk, type JsSource } from './source';

const id = 'no-var';

/**
 * `var` becomes `let` inside a function where scope and time of use allow: declared once, outside of loops, and
 * used only behind the declaration and inside its block, never by a function that is hoisted above it.
 */
export const noVar: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    walk(source, {
      VariableDeclaration(path) {
        const { node } = path;
        const names = Object.keys(t.getBindingIdentifiers(node));
        if (
          node.kind !== 'var' ||
          node.declare === true ||
          !names.every(name => isBlockLike(source, path, name))
        )
          return;
        const start = startOf(node);
        found.push({
          rule: id,
          why: `${names.map(name => `\`${name}\``).join(', ')} can live in the block that uses it`,
          at: start,
          edits: [{ start, end: start + 'var'.length, text: 'let' }],
        });
      },
    });
    return found;
  },
};

function isBlockLike(source: JsSource, declaration: NodePath<t.VariableDeclaration>, name: string): boolean {
  const { parentPath: block } = declaration;
  if (
    !block?.isBlockStatement() ||
    block.parentPath.isCatchClause() ||
    name === 'arguments' ||
    name === 'let'
  )
    return false;
  if (isInLoop(declaration)) return false;
  const binding = declaration.scope.getBinding(name);
  if (binding?.path.parent !== declaration.node || !isClosed(source, binding)) return false;
  const uses = [...binding.referencePaths, ...binding.constantViolations];
  return uses.every(
    use =>
      !use.isVariableDeclarator() &&
      use.isDescendant(block) &&
      startOf(use.node) >= endOf(declaration.node) &&
      !isHoisted(use, block),
  );
}

function isInLoop(path: NodePath): boolean {
  const loop = path.findParent(
    parent => parent.isLoop() || parent.isFunction() || parent.isSwitchStatement(),
  );
  return loop !== null && !loop.isFunction();
}

/** Whether a use stands in a function declaration, which can be called before the line it stands on. */
function isHoisted(use: NodePath, block: NodePath): boolean {
  return use.findParent(parent => parent === block || parent.isFunctionDeclaration()) !== block;
}
