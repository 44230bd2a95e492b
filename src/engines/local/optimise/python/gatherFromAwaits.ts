import type { PyNode } from './tree';
import type { Rewrite } from '../rewrite';
import { isBinding, mentionsOf } from './binding';
import { mentions } from './collector';
import type { PyRule } from './rule';
import { childrenOf, descendants, hasComment, textOf, type PySource } from './source';

const id = 'gather-from-awaits';

/**
 * `a = await f()` and `b = await g()` one after the other, where the second does not use what the first gives, become
 * one `asyncio.gather`: both wait at the same time. That changes the order of what they do; the answer says so.
 */
export const gatherFromAwaits: PyRule = {
  id,
  find(source) {
    if (!hasAsyncio(source)) return [];
    const taken = new Set<number>();
    return descendants(source.root, 'AssignStatement').flatMap((first): Rewrite[] => {
      if (taken.has(first.from)) return [];
      const run = runFrom(source, first);
      const last = run.at(-1);
      if (!last || run.length < 2 || hasComment(source, first.from, last.statement.to)) return [];
      for (const { statement } of run) taken.add(statement.from);
      const names = run.map(({ name }) => name).join(', ');
      const calls = run.map(({ call }) => textOf(source, call)).join(', ');
      if (calls.includes('\n')) return [];
      return [
        {
          rule: id,
          why: 'what was awaited one after the other is awaited together',
          assumes: `${run.map(({ call }) => `\`${textOf(source, call)}\``).join(' and ')} do not depend on each other: they now run at the same time, so the order of their effects changes, and when one fails the others have begun`,
          at: first.from,
          edits: [
            { start: first.from, end: last.statement.to, text: `${names} = await asyncio.gather(${calls})` },
          ],
        },
      ];
    });
  },
};

/** Whether `asyncio` is the module: imported, and nothing else. */
function hasAsyncio(source: PySource): boolean {
  const bindings = mentionsOf(source, source.root, 'asyncio').filter(isBinding);
  return (
    bindings.length > 0 &&
    !source.doubtful.has('asyncio') &&
    bindings.every(({ parent }) => parent !== undefined && textOf(source, parent) === 'import asyncio')
  );
}

interface Awaited {
  readonly statement: PyNode;
  readonly name: string;
  readonly call: PyNode;
}

function runFrom(source: PySource, first: PyNode): Awaited[] {
  const run: Awaited[] = [];
  for (let at: PyNode | undefined = first; at; at = at.nextSibling) {
    const awaited = awaitedIn(source, at);
    const depends =
      awaited && run.some(({ name }) => name === awaited.name || mentions(source, awaited.call, name));
    if (!awaited || depends) break;
    run.push(awaited);
  }
  return run;
}

/** `name = await call(...)`. */
function awaitedIn(source: PySource, statement: PyNode): Awaited | undefined {
  const [target, assign, value, ...rest] = statement.name === 'AssignStatement' ? childrenOf(statement) : [];
  if (target?.name !== 'VariableName' || assign?.name !== 'AssignOp' || value?.name !== 'AwaitExpression')
    return undefined;
  const call = childrenOf(value).at(-1);
  if (
    rest.length > 0 ||
    call?.name !== 'CallExpression' ||
    descendants(call, 'AwaitExpression', 'YieldExpression', 'NamedExpression').length > 0
  )
    return undefined;
  return { statement, name: textOf(source, target), call };
}
