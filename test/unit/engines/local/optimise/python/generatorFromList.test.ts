import { generatorFromList } from '../../../../../../src/engines/local/optimise/python/generatorFromList';
import { pyArgs, pyInts, testPyRule } from './running';

testPyRule({
  rule: generatorFromList,
  rewrites: [['x = any([a > 1 for a in xs])\n', 'x = any(a > 1 for a in xs)\n']],
  leaves: [
    'x = any([print(a) for a in xs])\n',
    'x = sum([next(a) for a in xs])\n',
    'x = sum([a, b])\n',
    'x = sum([a for a in xs], 1)\n',
    'x = g([a for a in xs])\n',
    'x = sum([(yield) for a in xs])\n',
    'async def f():\n    return sum([await a for a in xs])\n',
    'sum = g\nx = sum([a for a in xs])\n',
  ],
  runs: [
    [
      'def f(xs):\n    return sum([x * 2 for x in xs]), any([x > 3 for x in xs]), all([x for x in xs if x > 1]), set([x for x in xs])\n',
      pyArgs(pyInts),
    ],
    ['def f(xs):\n    return max([abs(x) for x in xs]), min([-x for x in xs])\n', pyArgs(pyInts)],
  ],
  onlyReturned: true,
});
