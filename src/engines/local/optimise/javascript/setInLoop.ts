import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal, kindOf } from './kinds';
import { lineBefore, mayChange, outermostLoop } from './loops';
import type { JsRule } from './rule';
import { endOf, freshName, startOf, walk, type JsSource } from './source';

const id = 'set-in-loop';

/**
 * `ys.includes(x)` in a loop looks through the list from its start each time; a set made of it before the loop finds
 * each at once. `includes` and `Set` agree on what is equal. In the loop the list may only be asked.
 */
export const setInLoop: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    const done = new Map<t.Node, Set<string>>();
    walk(source, {
      CallExpression(path) {
        const name = listAsked(path.node);
        const loop = name === undefined ? undefined : outermostLoop(path);
        if (name === undefined || !loop) return;
        const names = done.get(loop.node) ?? new Set();
        done.set(loop.node, names);
        if (names.has(name)) return;
        names.add(name);
        const rewrite = rewriteLoop(source, loop, path, name);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

/** The name in `ys.includes(x)`. */
function listAsked({ callee, arguments: args }: t.CallExpression): string | undefined {
  return t.isMemberExpression(callee) &&
    !callee.computed &&
    t.isIdentifier(callee.property, { name: 'includes' }) &&
    t.isIdentifier(callee.object) &&
    args.length === 1 &&
    t.isExpression(args[0])
    ? callee.object.name
    : undefined;
}

function rewriteLoop(
  source: JsSource,
  loop: NodePath<t.Loop>,
  call: NodePath<t.CallExpression>,
  name: string,
): Rewrite | undefined {
  const binding = call.scope.getBinding(name);
  if (!binding || source.doubtful.has(name) || !isGlobal(call, 'Set')) return undefined;
  const [from, to] = [startOf(loop.node), endOf(loop.node)];
  const declaredAt = startOf(binding.identifier);
  if (declaredAt > from || binding.scope.path.isSwitchStatement()) return undefined;
  if (source.assigned.get(name)?.some(at => at >= from && at < to)) return undefined;
  const { init } = binding.path.isVariableDeclarator() ? binding.path.node : { init: undefined };
  // A handful of elements is searched as fast as a set is asked, and a list that starts empty most likely grows.
  if (t.isArrayExpression(init)) return undefined;
  const uses = binding.referencePaths.filter(({ node }) => startOf(node) >= from && startOf(node) < to);
  const calls = uses.map(({ parentPath }) => parentPath?.parentPath);
  if (!calls.every(each => each?.isCallExpression() === true && listAsked(each.node) === name))
    return undefined;
  const first = calls[0];
  if (!uses.every(({ scope }) => scope.getFunctionParent() === loop.scope.getFunctionParent()))
    return undefined;
  const callee = call.get('callee');
  const list = callee.isMemberExpression() ? callee.get('object') : undefined;
  const kind = list && !Array.isArray(list) ? kindOf(list) : undefined;
  if (!first || (kind !== undefined && kind !== 'array')) return undefined;
  const set = freshName(source, `${name}Set`, `${name}AsSet`);
  const line = lineBefore(source, loop, `const ${set} = new Set(${name})${source.statementEnd}`);
  if (!line) return undefined;
  const repeated = t.isForOfStatement(loop.node) ? loop.node.body : loop.node;
  const assumed = [
    ...(kind === 'array' ? [] : [`\`${name}\` is an array`]),
    ...(mayChange(repeated, node => t.isCallExpression(node) && listAsked(node) === name)
      ? [`nothing in the loop changes \`${name}\``]
      : []),
  ];
  return {
    rule: id,
    why: `\`${name}\` was searched from its start each time round; a set finds each at once`,
    assumes: assumed.length > 0 ? assumed.join(' and ') : undefined,
    at: startOf(call.node),
    edits: [
      line,
      ...calls.flatMap(each =>
        each?.isCallExpression()
          ? [{ start: startOf(each.node.callee), end: endOf(each.node.callee), text: `${set}.has` }]
          : [],
      ),
    ],
  };
}
