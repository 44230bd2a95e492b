import { enumerateFromRange } from '../../../../../../src/engines/local/optimise/python/enumerateFromRange';
import { pyArgs, pyInts, pyList, testPyRule } from './running';

const pyText = pyInts.map(text => `"".join(map(str, ${text}))`);

testPyRule({
  rule: enumerateFromRange,
  rewrites: [
    [
      'def f(xs: list[int]):\n    for i in range(len(xs)):\n        print(i, xs[i])\n',
      'def f(xs: list[int]):\n    for i, item in enumerate(xs):\n        print(i, item)\n',
    ],
    [
      'def f(item: str):\n\tn = 0\n\tfor i in range(len(item)):\n\t\tn += ord(item[i])\n\treturn n',
      'def f(item: str):\n\tn = 0\n\tfor element in item:\n\t\tn += ord(element)\n\treturn n',
    ],
    [
      'def f(xs):\n    for i in range(len(xs)):\n        g(xs[i])\n',
      'def f(xs):\n    for item in xs:\n        g(item)\n',
    ],
    ['for i in range(len(xs)):\n    print(xs[i])\n', 'for i, item in enumerate(xs):\n    print(item)\n'],
  ],
  leaves: [
    'def f():\n    d = {}\n    for i in range(len(d)):\n        print(d[i])\n',
    'def f(xs):\n    for i in range(len(xs)):\n        xs.append(xs[i])\n',
    'def f(xs):\n    for i in range(len(xs)):\n        xs = g(xs[i])\n',
    'class A:\n    for i in range(len(xs)):\n        print(xs[i])\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        print(f"{xs[i]=}")\n',

    'def f(xs: dict):\n    for i in range(len(xs)):\n        print(xs[i])\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        xs[i] = 1\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        xs[i] += 1\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        print(xs[i], xs[i - 1])\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        print(xs[i], len(xs))\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        i = 3\n        print(xs[i])\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        print(xs[i])\n    return i\n',
    'def f(xs: list):\n    for i in range(1, len(xs)):\n        print(xs[i])\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        del xs[i]\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        yield xs[i]\n',
    'def f(xs: list):\n    for i in range(len(xs)):\n        print(i)\n',
  ],
  runs: [
    [
      'def f(xs):\n    out = []\n    for i in range(len(xs)):\n        out.append((i, xs[i]))\n    return out\n',
      pyArgs(pyList),
    ],
    [
      'def f(n):\n    xs = [n, 2, n]\n    out = 0\n    for i in range(len(xs)):\n        out += xs[i] * i\n    return out\n',
      pyArgs(pyInts.map(text => `len(${text})`)),
    ],
    [
      'def f(xs: list):\n    n = 0\n    for i in range(len(xs)):\n        n += xs[i] * i\n    return n\n',
      pyArgs(pyInts),
    ],
    [
      'def f(xs: list):\n    n = ()\n    for i in range(len(xs)):\n        if xs[i]:\n            n += (xs[i], i)\n        else:\n            m = xs[i]\n            n += (m,)\n    return n\n',
      pyArgs(pyList),
    ],
    [
      'def f(s: str):\n    out = []\n    for i in range(len(s)):\n        out.append(s[i].upper())\n    return out\n',
      pyArgs(pyText),
    ],
  ],
});
