import { noNeedlessCopy } from '../../../../../../src/engines/local/optimise/python/noNeedlessCopy';
import { pyArgs, pyInts, testPyRule } from './running';

testPyRule({
  rule: noNeedlessCopy,
  rewrites: [
    ['x = sorted(list(xs))\n', 'x = sorted(xs)\n'],
    ['x = list([a for a in xs])\n', 'x = [a for a in xs]\n'],
    ['x = list(sorted(xs))\n', 'x = sorted(xs)\n'],
    ['x = list(list(xs))\n', 'x = list(xs)\n'],
  ],
  leaves: [
    'x = list(xs)\n',
    'for x in list(xs):\n    xs.remove(x)\n',
    'x = any(list(xs))\n',
    'x = sorted(list(xs), key=g)\n',
    'x = g(list(xs))\n',
    'x = sorted(list(  # all\nxs))\n',
    'list = g\nx = sorted(list(xs))\n',
  ],
  runs: [
    [
      'def f(xs):\n    return sorted(list(xs)), sum(list(xs)), set(list(xs)), list([*xs]), list(sorted(xs))\n',
      pyArgs(pyInts),
    ],
  ],
});
