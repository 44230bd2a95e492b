import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { promiseAll } from '../../../../../../src/engines/local/optimise/javascript/promiseAll';
import { rewriteJs, testRule } from '../running';

testRule({
  rule: promiseAll,
  onlyReturned: true,
  rewrites: [
    [
      'async function f() {\n  const a = await g();\n  const b = await h(1);\n  return a + b;\n}',
      'async function f() {\n  const [a, b] = await Promise.all([g(), h(1)]);\n  return a + b;\n}',
    ],
    [
      'async function f() {\n  const { a } = await g();\n  const b = await h();\n  const c = await k(a);\n}',
      'async function f() {\n  const [{ a }, b] = await Promise.all([g(), h()]);\n  const c = await k(a);\n}',
    ],
  ],
  leaves: [
    'async function f() { const a = await g(); const b = await h(a); }',
    'async function f() { const a = await g(); k(); const b = await h(); }',
    'async function f() { let a = await g(); let b = await h(); }',
    'async function f() { const a: T = await g(); const b = await h(); }',
    'async function f() { const a = await g(); /* then */ const b = await h(); }',
    'async function f() { const a = await g(await k()); const b = await h(); }',
    'async function f() { const a = await x; const b = await y; }',
    'async function f(Promise) { const a = await g(); const b = await h(); }',
    'async function f() { const a = await g(x = 1); const b = await h(); }',
  ],
  runs: [],
});

describe('promise-all', () => {
  it('gives the same values where the calls do not depend on each other, and names what it changes', async () => {
    const text =
      'async function f(g, h) {\n  const [a] = await g(1);\n  const { b } = await h(2);\n  return [a, b];\n}\n';
    const { text: after, applied } = await rewriteJs(text, [promiseAll]);
    assert.match(
      applied[0]?.why ?? '',
      /provided that `g\(1\)` and `h\(2\)` do not depend .* order of their effects changes/,
    );
    for (const code of [text, after]) {
      const made: unknown = runInNewContext(`${code}f(async x => [x], async x => ({ b: x })).then(String)`);
      assert.equal(await made, '1,2');
    }
  });
});
