import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loopFromRecursion } from '../../../../../../src/engines/local/optimise/javascript/loopFromRecursion';
import { assertLeaves, assertRewrites, assertSame, rewriteJs } from '../running';

const seed = 'function factorial(n) { if (n <= 1) return 1; return n * factorial(n - 1); }';

describe('loop-from-recursion', () => {
  it('turns factorial on one line into a loop', () =>
    assertRewrites(
      loopFromRecursion,
      seed,
      `function factorial(n) {
  if (n <= 1) return 1;
  let result = 1;
  for (let i = 2; i <= n; i++) {
    result *= i;
  }
  return result;
}`,
    ));

  it('keeps the first statement, tabs, CRLF and the lack of semicolons', () =>
    assertRewrites(
      loopFromRecursion,
      'function f(n) {\r\n\tif (n === 0) { return 1 } // base\r\n\treturn n * f(n - 1)\r\n}',
      'function f(n) {\r\n\tif (n === 0) { return 1 } // base\r\n\tlet result = 1\r\n\tfor (let i = 2; i <= n; i++) {\r\n\t\tresult *= i\r\n\t}\r\n\treturn result\r\n}',
    ));

  it('makes a block of an arrow function', () =>
    assertRewrites(
      loopFromRecursion,
      'export const f = (n: number): number => (n < 2 ? 1 : n * f(n - 1));\n',
      `export const f = (n: number): number => {
  if (n < 2) return 1;
  let result = 1;
  for (let i = 2; i <= n; i++) {
    result *= i;
  }
  return result;
};
`,
    ));

  it('chooses names that are free', async () => {
    const { text } = await rewriteJs(
      'function i(result) { return result <= 1 ? 1 : result * i(result - 1); }',
      [loopFromRecursion],
    );
    assert.match(text, /let total = 1;[^]*let k = 2; k <= result; k\+\+/);
  });

  /** Every form that is rewritten, run before and after on numbers of all sorts, text and other primitives. */
  const forms: readonly string[] = [
    seed,
    'const f = n => n <= 1 ? 1 : n * f(n - 1)',
    'const f = function (n) { return n > 1 ? f(n - 1) * n : 1; };',
    'const f = function g(n) { if (n >= 2) return n * g(n - 1); else return 1; };',
    'function f(n: number): number { return n === 0 ? 1 : n * f(n - 1); }',
    'function f(n) { if (n == 0 || 1 === n) { return 1; } return n * f(n - 1); }',
    'function f(n) { if (n !== 0 && n !== 1) { return n * f(n - 1); } return 1; }',
    'function f(n) { if (n <= 0) return 0; return n + f(n - 1); }',
    'function f(n) { if (n <= 1) return 1; return n + f(n - 1); }',
    'function f(n) { if (n <= 0) return 1; return n * f(n - 1); }',
    'function f(n) { if (n <= 3) return 0.5; return f(n - 1) + n; }',
    'function f(n: number) { if (n <= 0) return 0; return f(n - 1) + n; }',
    'function f(n) { if (0 >= n) return 0; else return n * n + f(n - 1); }',
    'function f(n) { if (n < 2) return 0; return n - f(n - 1); }',
    'function f(n) { if (n === 0) return 1; return n * f(n - 1); }',
    'function f(n) { if (n === 0) return 0; return n + f(n - 1); }',
    'function f(n) { if (n < 5) return 1; return 1 / (n + f(n - 1)); }',
    'function f(n) { if (n < 1) return 0; return 2 * f(n - 1) + 1; }',
    'function f(n) { if (n === 2) return 1; return n ** 2 % 7 + f(n - 1); }',
    "function f(n) { if (n <= 0) return ''; return n + ',' + f(n - 1); }",
    "function f(n) { return n < 1 ? '' : '*' + f(n - 1); }",
    'function f(n) { return n <= 1n ? 1n : n * f(n - 1n); }',
    'const f = (n: bigint): bigint => n === 0n ? 0n : n + f(n - 1n);',
    'const f = (n: bigint): bigint => n < 3n ? 7n : -n * f(n - 1n) + 2n;',
  ];

  const argument = fc.oneof(
    fc.integer({ min: -20, max: 200 }),
    fc.double({ min: -5, max: 60, noNaN: true }),
    fc.integer({ min: -50, max: 400 }).map(n => n / 16),
    fc.constantFrom(
      0,
      -0,
      1,
      2,
      0.1,
      0.3,
      1e-20,
      1 - 2 ** -53,
      170,
      171,
      NaN,
      true,
      false,
      null,
      undefined,
      '',
    ),
    fc.integer({ min: -3, max: 30 }).map(String),
    fc.bigInt({ min: -5n, max: 60n }),
    fc.string({ maxLength: 3 }),
  );

  for (const form of forms) {
    it(`computes the same: ${form}`, async () => {
      const { text, applied } = await rewriteJs(form, [loopFromRecursion]);
      assert.deepEqual(
        applied.map(({ rule, line }) => [rule, line]),
        [['loop-from-recursion', 1]],
      );
      assert.match(text, /for \(let/);
      const name = form.startsWith('function factorial') ? 'factorial' : 'f';
      const typed = /n: (number|bigint)/.exec(form)?.[1];
      const provided = applied.some(({ why }) => why.includes('provided that `n` is a whole number'));
      const allowed = argument.filter(
        value =>
          (typed === undefined || typeof value === typed) &&
          (!provided || Number.isInteger(value) || typeof value === 'bigint'),
      );
      const same = assertSame(form, text, name, { onlyReturned: true });
      fc.assert(
        fc.property(allowed, n => same(n)),
        { numRuns: 150 },
      );
    });
  }

  for (const text of [
    // Not one call, not by one, not over one number.
    'function fib(n) { if (n <= 1) return 1; return fib(n - 1) + fib(n - 2); }',
    'function f(n) { if (n <= 1) return 1; return n * f(n - 2); }',
    'function f(n) { if (n <= 1) return 1; return n * f(n / 2); }',
    'function f(n, m) { if (n <= 1) return 1; return n * f(n - 1, m); }',
    'function f(n = 3) { if (n <= 1) return 1; return n * f(n - 1); }',
    'function f(...n) { if (n <= 1) return 1; return n * f(n - 1); }',
    'function f({ n }) { if (n <= 1) return 1; return n * f(n - 1); }',
    // The base is not a constant, or not one that can be read.
    'function f(n) { if (n <= m) return 1; return n * f(n - 1); }',
    'function f(n) { if (n <= 1) return g(); return n * f(n - 1); }',
    'function f(n) { if (n <= -1) return 1; return n * f(n - 1); }',
    'function f(n) { if (n === 0 || n === 5) return 1; return n * f(n - 1); }',
    'function f(n) { return n ? n * f(n - 1) : 1; }',
    // Something else happens on the way.
    'function f(n) { if (n <= 1) return 1; console.log(n); return n * f(n - 1); }',
    'function f(n) { if (n <= 1) return 1; return g(n) * f(n - 1); }',
    'function f(n) { if (n <= 1) return 1; return a[n] * f(n - 1); }',
    'async function f(n) { if (n <= 1) return 1; return n * await f(n - 1); }',
    'function* f(n) { if (n <= 1) return 1; return n * f(n - 1); }',
    // The name may mean something else when it is called.
    'function f(n) { if (n <= 1) return 1; return n * f(n - 1); } f = g;',
    'let f = n => n <= 1 ? 1 : n * f(n - 1); f = x => 5;',
    'class A { f(n) { if (n <= 1) return 1; return n * this.f(n - 1); } }',
    'function f(n) { if (n <= 1) return 1; return n * h.f(n - 1); }',
    // A number that is not whole is passed, or text; the sign of -0 would be lost.
    'function f(n) { if (n <= 1) return 1; return n * f(n - 1); } f(2.5);',
    'function f(n) { if (n <= 1) return 1; return n * f(n - 1); } f(a / 2);',
    'function f(n) { if (n === 0) return 0; return n + f(n - 1); } f("5");',
    'function f(n) { if (n < 0) return 0; return n + f(n - 1); }',
    // Numbers and bigints mixed, other types.
    'function f(n) { if (n <= 1) return 1n; return n * f(n - 1n); }',
    'function f(n: bigint) { if (n <= 1) return 1; return n * f(n - 1); }',
    'function f(n: 1 | 2 | 3) { if (n <= 1) return 1; return n * f(n - 1); }',
    // A comment would be lost.
    'function f(n) { if (n <= 1) return 1; return n /* times */ * f(n - 1); }',
    'const f = n => n <= 1 ? 1 /* base */ : n * f(n - 1);',
  ]) {
    it(`leaves alone: ${text}`, () => assertLeaves(loopFromRecursion, text));
  }
});
