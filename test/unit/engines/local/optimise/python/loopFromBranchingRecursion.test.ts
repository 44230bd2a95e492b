import fc from 'fast-check';
import { loopFromBranchingRecursion } from '../../../../../../src/engines/local/optimise/python/loopFromBranchingRecursion';
import { pyArgs, testPyRule } from './running';

const number = pyArgs(fc.integer({ min: -3, max: 16 }).map(String));
const step = 'return f(n - 1) + f(n - 2)\n';

testPyRule({
  rule: loopFromBranchingRecursion,
  rewrites: [
    [
      'def fib(n):\n    """The n-th."""\n    if n <= 1:\n        return n\n    return fib(n - 1) + fib(n - 2)\n',
      'def fib(n):\n    """The n-th."""\n    if n <= 1:\n        return n\n    previous, current = 0, 1\n    for i in range(2, n + 1):\n        previous, current = current, current + previous\n    return current\n',
    ],
    [
      'def fib(n):\n    if n == 0:\n        return 0\n    elif n == 1:\n        return 1\n    else:\n        return fib(n-1) + fib(n-2)\n',
      'def fib(n):\n    if n == 0:\n        return 0\n    if n == 1:\n        return 1\n    previous, current = 0, 1\n    for i in range(2, n + 1):\n        previous, current = current, current + previous\n    return current\n',
    ],
    [
      'def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\n',
      'def fib(n):\n    if n < 2:\n        return n\n    previous, current = 0, 1\n    for i in range(2, n + 1):\n        previous, current = current, current + previous\n    return current\n',
    ],
  ],
  leaves: [
    `def f(n):\n    if n == 0: return 1\n    if n == 2: return 5\n    return f(n - 1) + f(n - 1)\n`,
    `def f(n):\n    if n < 0: return 0\n    if n in (1, 2): return 5\n    return f(n - 1) + f(n - 2)\n`,
    `def f(n):\n    if n == 0: return 0\n    ${step}`,
    `def f(n):\n    if n <= 1: return g()\n    ${step}`,
    `def f(n):\n    if n <= 1: return n\n    return f(n - 1) + f(n - 3)\n`,
    `def f(n):\n    if n <= 1: return n\n    return f(n - 1) + g(f(n - 2))\n`,
    `def f(n):\n    if n <= 1: return n\n    print(n)\n    ${step}`,
    `def f(n, memo={}):\n    if n <= 1: return n\n    ${step}`,
    `@cache\ndef f(n):\n    if n <= 1: return n\n    ${step}`,
    `def f(n: float):\n    if n <= 1: return n\n    ${step}`,
    `async def f(n):\n    if n <= 1: return n\n    ${step}`,
    `class A:\n    def f(n):\n        if n <= 1: return n\n        ${step}`,
    `def f(n):\n    if n <= 1: return n\n    ${step}f(2.5)\n`,
    `range = list\ndef f(n):\n    if n <= 1: return n\n    ${step}`,
  ],
  runs: [
    [`def f(n):\n    if n <= 1: return n\n    ${step}`, number],
    [`def f(n):\n    if n in (0, 1):\n        return n\n    ${step}`, number],
    [
      `def f(n):\n    if n <= 0:\n        return 0\n    if n == 1 or 2 == n:\n        return 1\n    ${step}`,
      number,
    ],
    [`def f(n):\n    return 0 if n <= 0 else (1 if n == 1 else 3 * f(n - 2) - n // f(n - 1))\n`, number],
    [`def f(n):\n    if not n > 2: return 1\n    return f(n - 2) - 2 * f(n - 1) * n + f(n - 2)\n`, number],
    [`def f(n):\n    if n < 1: return 1\n    return f(n - 1) + f(n - 1) + 1\n`, number],
  ],
  onlyReturned: true,
});
