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
    const mentions = mentionsIn(source);
    walk(source, {
      VariableDeclaration(path) {
        const { node } = path;
        const names = Object.keys(t.getBindingIdentifiers(node));
        if (
          node.kind !== 'var' ||
          node.declare === true ||
          !names.every(name => isBlockLike(source, path, name, mentions.get(name) ?? []))
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

/** Every place where each name stands, other than as the key of a property. */
function mentionsIn(source: JsSource): Map<string, NodePath<t.Identifier | t.JSXIdentifier>[]> {
  const mentions = new Map<string, NodePath<t.Identifier | t.JSXIdentifier>[]>();
  const add = (path: NodePath<t.Identifier | t.JSXIdentifier>): void => {
    if (isKey(path)) return;
    const places = mentions.get(path.node.name);
    if (places) places.push(path);
    else mentions.set(path.node.name, [path]);
  };
  walk(source, { Identifier: add, JSXIdentifier: add });
  return mentions;
}

function isKey({ parent, node }: NodePath): boolean {
  if (t.isMemberExpression(parent) || t.isOptionalMemberExpression(parent))
    return parent.property === node && !parent.computed;
  return t.isObjectProperty(parent) && parent.key === node && !parent.computed && !parent.shorthand;
}

function isBlockLike(
  source: JsSource,
  declaration: NodePath<t.VariableDeclaration>,
  name: string,
  mentions: readonly NodePath[],
): boolean {
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
  if (source.doubtful.has(name)) return false;
  const [start, end] = [startOf(binding.scope.block), endOf(binding.scope.block)];
  return mentions
    .filter(({ node }) => node !== binding.identifier && startOf(node) >= start && endOf(node) <= end)
    .every(
      use =>
        use.isDescendant(block) && startOf(use.node) >= endOf(declaration.node) && !isHoisted(use, block),
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
