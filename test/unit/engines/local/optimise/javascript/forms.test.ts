import assert from 'node:assert/strict';
import ts from 'typescript';
import { parseJs } from '../../../../../../src/engines/local/optimise/javascript/parse';

/** What TypeScript reads and so does the engine: newer syntax, and older one that is rare. */
const forms: readonly string[] = [
  'class A { accessor x = 1; static accessor #y; }',
  'export @d class A {}',
  'export default @d class A {}',
  '@d export class A {}',
  '@d() @e.f(g) class A { @h i = 1; @j get k() { return 1; } @l static m() {} }',
  'class A { constructor(@I() private readonly x: B, @J() y) {} m(@K z) {} }',
  'const a = @d class {};',
  'import defer * as a from "a";',
  'import a from "a" with { type: "json" };\nexport * from "b" with { type: "json" };',
  'import a from "a" assert { type: "json" };',
  'import.defer("a"); import("b", { with: { type: "json" } });',
  'using a = f(); async function g() { await using b = h(); for (using c of d) {} }',
  'class A { m(a) { return this.#x in a || #x in a; } #x; }',
  'abstract class A { abstract m(): void; abstract accessor x: number; declare y: string; override z() {} }',
  'class A<in out T, const U> extends B<T> implements C {}',
  'enum E { A = 1 } declare const enum F { B } namespace G.H { export let c = 1; }',
  'import type { A } from "a"; import C = require("c"); export type { D }; export type * as E from "e";',
  'let a = <const T,>(b: T) => b satisfies C as D; let e = <F>g!; let h = i<j>;',
  'type A = B extends infer C extends D ? `a${C}` : never; type E = { -readonly [K in F as G]-?: H };',
  'function f(this: A, b): asserts b is C {}',
  'a ??= b; c ||= d; e &&= f; g **= 1_000n; h?.[i]?.(j)!.k;',
  'x = /[\\p{L}--[a-z]]/v; y = /(?<a>b)\\k<a>/dgs;',
  'label: for await (const [a, { b = 1, ...c }] of d) { continue label; }',
  'for (async of => {}; ;) {}',
  'let async, of, get, set, type, declare, abstract, accessor, satisfies, using;',
  'class A { static { this.x = 1; } static async *[Symbol.x]() { yield* await a; } get; set; static; async; }',
  'export * as a from "b"; export { c as "d e" }; import { "d e" as f } from "g";',
  'await = 1;',
  'export as namespace A;',
];

/** Pieces of a whole that lack what is around them. */
const fragments: readonly string[] = [
  'm() { return this.#x; }',
  'if (a) break;\nelse continue;',
  'abstract m(): void;\nn() {}',
  'override m() {}',
  'break outer;',
];

describe('javascript forms', () => {
  for (const text of forms) {
    it(`reads ${text}`, () => {
      const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true });
      assert.deepEqual(diagnostics?.map(({ messageText }) => messageText) ?? [], []);
      assert.ok(parseJs(text, 'typescript'));
    });
  }

  for (const text of fragments) it(`reads the piece ${text}`, () => assert.ok(parseJs(text, 'typescript')));

  it("reads Flow's types where the file says that it has them", () => {
    assert.ok(parseJs('// @flow\nfunction f(a: ?string): number { return (a: any); }', 'javascript'));
    assert.equal(parseJs('function f(a: ?string): number { return (a: any); }', 'javascript'), undefined);
  });

  for (const text of ['import source a from "a";', 'export a from "a";', '<!-- a']) {
    it(`reads ${text} in JavaScript`, () => assert.ok(parseJs(text, 'javascript')));
  }
});
