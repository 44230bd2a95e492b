import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loopFromRecursion } from '../../../../../../src/engines/local/optimise/python/loopFromRecursion';
import { assertLeavesPy, assertRewritesPy, assertSamePy, hasPython, rewritePy } from './running';

const rule = loopFromRecursion;

describe('python loop-from-recursion', () => {
  it('turns factorial into a loop', () =>
    assertRewritesPy(
      rule,
      'def factorial(n):\n    """n!"""\n    if n <= 1:  # base\n        return 1\n    return n * factorial(n - 1)\n',
      'def factorial(n):\n    """n!"""\n    if n <= 1:  # base\n        return 1\n    result = 1\n    for i in range(2, n + 1):\n        result *= i\n    return result\n',
    ));

  it('uses a range where the parameter is an int, and keeps CRLF and tabs', () =>
    assertRewritesPy(
      rule,
      'def f(n: int) -> int:\r\n\tif n == 0: return 1\r\n\treturn n * f(n - 1)',
      'def f(n: int) -> int:\r\n\tif n == 0: return 1\r\n\tresult = 1\r\n\tfor i in range(2, n + 1):\r\n\t\tresult *= i\r\n\treturn result',
    ));

  it('breaks up a definition on one line', () =>
    assertRewritesPy(
      rule,
      'def i(n: int): return 1 if n < 1 else n * i(n - 1)\n',
      'def i(n: int):\n    if n < 1:\n        return 1\n    result = 1\n    for k in range(2, n + 1):\n        result *= k\n    return result\n',
    ));

  const forms: readonly string[] = [
    'def f(n):\n    if n <= 1:\n        return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    return 1 if n <= 1 else n * f(n - 1)\n',
    'def f(n):\n    if n > 1: return f(n - 1) * n\n    else: return 1\n',
    'def f(n):\n    if n == 0 or 1 == n:\n        return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n in (0, 1): return 1\n    return (n * f(n - 1))\n',
    'def f(n):\n    if not n > 0: return 0\n    return n + f(n - 1)\n',
    'def f(n):\n    if n <= 1: return 1\n    return n + f(n - 1)\n',
    'def f(n):\n    if n <= 0: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n <= 3: return 0.5\n    return f(n - 1) + n\n',
    'def f(n):\n    if 0 >= n: return 0\n    return n * n + f(n - 1)\n',
    'def f(n):\n    if n < 1: return 0\n    return n - f(n - 1)\n',
    'def f(n):\n    if n < 0: return 0\n    return n - f(n - 1)\n',
    'def f(n):\n    if n < 5: return 1\n    return 1 / (n + f(n - 1))\n',
    'def f(n):\n    if n < 1: return 0\n    return 2 * f(n - 1) + 1\n',
    'def f(n):\n    if n == 2: return 1\n    return n ** 2 % 7 + f(n - 1)\n',
    'def f(n):\n    if n != 0: return -n + f(n - 1) // 3\n    return 100\n',
  ];

  it('computes the same, types included', async function () {
    if (!hasPython) this.skip();
    this.timeout(60_000);
    const pairs: [string, string, string][] = [];
    const typed: [string, string, string][] = [];
    for (const form of forms) {
      for (const [list, text] of [
        [pairs, form],
        [typed, form.replace('(n)', '(n: int)')],
      ] as const) {
        const { text: after, applied } = await rewritePy(text, [rule]);
        assert.equal(applied.length, 1, text);
        assert.match(after, /\n +for /);
        list.push([text, after, 'f']);
      }
    }
    const ints = fc.integer({ min: -20, max: 200 }).map(n => `(${n},)`);
    // Without an annotation the answer says that whole numbers are taken for granted.
    const others = fc.constantFrom('(True,)', '(False,)', '(None,)', '("5",)', '([1],)', '()');
    assertSamePy(pairs, fc.sample(fc.oneof(ints, ints, others), 300), { onlyReturned: true });
    assertSamePy(typed, fc.sample(ints, 200), { onlyReturned: true });
  });

  for (const text of [
    'def fib(n):\n    if n <= 1: return 1\n    return fib(n - 1) + fib(n - 2)\n',
    'def f(n):\n    if n <= 1: return 1\n    return n * f(n - 2)\n',
    'def f(n, m):\n    if n <= 1: return 1\n    return n * f(n - 1, m)\n',
    'def f(n=3):\n    if n <= 1: return 1\n    return n * f(n - 1)\n',
    'def f(*n):\n    if n <= 1: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n <= 1: return 1\n    return n * f(n=n - 1)\n',
    'def f(n):\n    if n <= m: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n <= 1: return g()\n    return n * f(n - 1)\n',
    'def f(n):\n    if 0 <= n <= 1: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n == 0 or n == 5: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    if n <= 1: return 1\n    print(n)\n    return n * f(n - 1)\n',
    'def f(n):\n    if n <= 1: return 1\n    return g(n) * f(n - 1)\n',
    'def f(n: float):\n    if n <= 0: return 0\n    return n + f(n - 1)\n',
    'def f(n):\n    if n <= 0: return 0\n    return n + f(n - 1)\nf(2.5)\n',
    'def f(n):\n    if n <= 0: return 0\n    return n + f(n - 1)\nf(len(xs) / 2)\n',
    'range = list\ndef f(n):\n    if n <= 0: return 0\n    return n + f(n - 1)\n',
    'def f(n):\n    if not n > 0 or n == 0: return 0\n    return n + f(n - 1)\n',
    'async def f(n):\n    if n <= 1: return 1\n    return n * f(n - 1)\n',
    '@cache\ndef f(n):\n    if n <= 1: return 1\n    return n * f(n - 1)\n',
    'class A:\n    def f(n):\n        if n <= 1: return 1\n        return n * f(n - 1)\n',
    '    def f(n):\n        if n <= 1: return 1\n        return n * f(n - 1)\n',
    'def f(n):\n    if n <= 1: return 1\n    return n * f(n - 1)\nf = cache(f)\n',
    'def f(n):\n    if n <= 1: return 1\n    # times\n    return (n  # and\n      * f(n - 1))\n',
    'def f(n):\n    if n <= 1: return 1\n    return (n\n      * f(n - 1))\n',
  ]) {
    it(`leaves alone: ${JSON.stringify(text)}`, () => assertLeavesPy(rule, text));
  }
});
