import { loopFromTailRecursion } from '../../../../../../src/engines/local/optimise/python/loopFromTailRecursion';
import { pyArgs, pyInts, pyList, pyValue, testPyRule } from './running';

import fc from 'fast-check';

const small = fc.integer({ min: 0, max: 60 }).map(String);

testPyRule({
  rule: loopFromTailRecursion,
  onlyReturned: true,
  rewrites: [
    [
      'def gcd(a, b):\n    """doc"""\n    # euclid\n    if b == 0:\n        return a\n\n    return gcd(b, a % b)\n',
      'def gcd(a, b):\n    """doc"""\n    # euclid\n    while True:\n        if b == 0:\n            return a\n\n        a, b = b, a % b\n',
    ],
    [
      'def f(n, m): return m if n < 1 else f(n - 1, m)',
      'def f(n, m):\n    while True:\n        if n < 1:\n            return m\n        n = n - 1',
    ],
    [
      'def f(n):\r\n\tif n > 9: return f(n - 3)\r\n\tif n > 5:\r\n\t\treturn f(n - 1)\r\n\treturn n',
      'def f(n):\r\n\twhile True:\r\n\t\tif n > 9: n = n - 3; continue\r\n\t\tif n > 5:\r\n\t\t\tn = n - 1\r\n\t\t\tcontinue\r\n\t\treturn n',
    ],
  ],
  leaves: [
    'def f(n):\n    if n < 2: return 1\n    return n * f(n - 1)\n',
    'def f(n):\n    g(lambda: n)\n    if n < 2: return 1\n    return f(n - 1)\n',
    'def f(n):\n    g(x + n for x in y)\n    if n < 2: return 1\n    return f(n - 1)\n',
    'def f(n):\n    try:\n        return f(n - 1)\n    except E:\n        return 1\n',
    'def f(n):\n    with g():\n        return f(n - 1)\n',
    'def f(n):\n    for x in n:\n        return f(x)\n    return 1\n',
    'def f(n):\n    if n > 2: return f(n - 1)\n',
    'def f(n):\n    if n < 2: return 1\n    f(n - 1)\n    return f(n - 2)\n',
    'def f(n, m=1):\n    if n < 2: return 1\n    return f(n - 1, m)\n',
    'def f(n):\n    if n < 2: return 1\n    return f(n=n - 1)\n',
    'def f(n):\n    if n < 2: return 1\n    return f(n)\n',
    'def f(n):\n    if n < 2: return 1\n    yield n\n    return f(n - 1)\n',
    'def f(n):\n    if n < 2: return """a\n    b"""\n    return f(n - 1)\n',
    'class A:\n    def f(n):\n        if n < 2: return 1\n        return f(n - 1)\n',
    'async def f(n):\n    if n < 2: return 1\n    return f(n - 1)\n',
  ],
  runs: [
    ['def f(a, b):\n    if b == 0: return a\n    return f(b, a % b)\n', pyArgs(small, small)],
    [
      'def f(a, b, c):\n    return f(a - 1, b + c + a, b) if a > 0 else [a, b, c]\n',
      pyArgs(small, small, small),
    ],
    [
      'def f(n, all):\n    half = n // 2\n    if n <= 0:\n        return all\n    if n % 2 == 1:\n        all.append(n)\n        return f(half, all)\n    else:\n        return f(n - 1, all + [half])\n',
      pyArgs(small, pyList),
    ],
    [
      'def f(xs, i, x):\n    if i >= len(xs): return -1\n    for y in [x]:\n        if xs[i] == y: return i\n    return f(xs, i + 1, x)\n',
      pyArgs(pyInts, fc.constant('0'), pyValue),
    ],
  ],
});
