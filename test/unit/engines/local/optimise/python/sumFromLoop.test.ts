import { sumFromLoop } from '../../../../../../src/engines/local/optimise/python/sumFromLoop';
import { pyArgs, pyInts, testPyRule } from './running';

const loop = (body: string): string =>
  `def f(xs):\n    n = 0\n    for x in xs:\n        ${body}\n    return n\n`;

testPyRule({
  rule: sumFromLoop,
  rewrites: [
    [loop('n += x'), 'def f(xs):\n    n = sum(xs)\n    return n\n'],
    [loop('n += x * 2'), 'def f(xs):\n    n = sum(x * 2 for x in xs)\n    return n\n'],
    [
      loop('if x > 3:\n            n += 1'),
      'def f(xs):\n    n = sum(1 for x in xs if x > 3)\n    return n\n',
    ],
  ],
  leaves: [
    loop('n -= x'),
    loop('n += x + n'),
    loop('n += next(x)'),
    loop('n += x\n        print(x)'),
    loop('n += 1, 2'),
    'def f(xs):\n    n = 1\n    for x in xs:\n        n += x\n    return n\n',
    'def f(xs):\n    n = 0\n    for x in xs:\n        n += x\n    return n, x\n',
    'def f(xs, sum):\n    n = 0\n    for x in xs:\n        n += x\n    return n\n',
    'def f(xs):\n    n = 0\n    for x in xs:\n        # each\n        n += x\n    return n\n',
    'n = 0\nfor x in xs:\n    n += x\n',
  ],
  runs: [
    [loop('n += x'), pyArgs(pyInts)],
    [loop('if x % 2:\n            n += abs(x) - 1'), pyArgs(pyInts)],
    [loop('n += len(str(x))'), pyArgs(pyInts)],
  ],
});
