import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import type { Rewrite } from '../rewrite';
import { isGlobal } from './kinds';
import type { JsRule } from './rule';
import { mentionsName } from './tailCall';
import { endOf, hasComment, startOf, textOf, walk, type JsSource } from './source';

const id = 'promise-all';

/**
 * `const a = await f();` and `const b = await g();` one after the other, where the second does not use what the first
 * gives, become one `Promise.all`: both wait at the same time. That changes the order of what they do; the answer says so.
 */
export const promiseAll: JsRule = {
  id,
  find(source) {
    const found: Rewrite[] = [];
    const taken = new Set<t.Node>();
    walk(source, {
      VariableDeclaration(path) {
        if (taken.has(path.node) || !path.inList) return;
        const run = runFrom(path);
        const last = run.at(-1);
        if (!last || run.length < 2 || !isGlobal(path, 'Promise')) return;
        if (hasComment(source, startOf(path.node), endOf(last.statement))) return;
        for (const { statement } of run) taken.add(statement);
        const rewrite = together(source, run, path.node, last.statement);
        if (rewrite) found.push(rewrite);
      },
    });
    return found;
  },
};

interface Awaited {
  readonly statement: t.VariableDeclaration;
  readonly target: t.LVal | t.VoidPattern;
  readonly call: t.CallExpression;
}

function runFrom(first: NodePath<t.VariableDeclaration>): Awaited[] {
  const run: Awaited[] = [];
  const names: string[] = [];
  for (let at: NodePath = first; at.node; at = at.getNextSibling()) {
    const awaited = awaitedIn(at.node);
    if (
      !awaited ||
      names.some(name => mentionsName(awaited.call, name) || mentionsName(awaited.target, name))
    )
      break;
    run.push(awaited);
    names.push(...Object.keys(t.getBindingIdentifiers(awaited.statement)));
  }
  return run;
}

/** `const name = await call(...)`. */
function awaitedIn(statement: t.Node): Awaited | undefined {
  if (!t.isVariableDeclaration(statement, { kind: 'const' })) return undefined;
  const [declared, ...more] = statement.declarations;
  if (!declared || more.length > 0 || !t.isAwaitExpression(declared.init)) return undefined;
  const call = declared.init.argument;
  if (!t.isCallExpression(call) || (t.isIdentifier(declared.id) && declared.id.typeAnnotation))
    return undefined;
  if (!t.isIdentifier(declared.id) && !t.isPattern(declared.id)) return undefined;
  return suspends(call) || suspends(declared.id) ? undefined : { statement, target: declared.id, call };
}

function suspends(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, inner => {
    found ||= t.isAwaitExpression(inner) || t.isYieldExpression(inner) || t.isAssignmentExpression(inner);
  });
  return found;
}

function together(
  source: JsSource,
  run: readonly Awaited[],
  first: t.Node,
  last: t.Node,
): Rewrite | undefined {
  const targets = run.map(({ target }) => textOf(source, target)).join(', ');
  const calls = run.map(({ call }) => textOf(source, call));
  if (targets.includes('\n') || calls.some(call => call.includes('\n'))) return undefined;
  const end = textOf(source, last).endsWith(';') ? ';' : '';
  return {
    rule: id,
    why: 'what was awaited one after the other is awaited together',
    assumes: `${calls.map(call => `\`${call}\``).join(' and ')} do not depend on each other: they now run at the same time, so the order of their effects changes, and when one fails the others have begun`,
    at: startOf(first),
    edits: [
      {
        start: startOf(first),
        end: endOf(last),
        text: `const [${targets}] = await Promise.all([${calls.join(', ')}])${end}`,
      },
    ],
  };
}
