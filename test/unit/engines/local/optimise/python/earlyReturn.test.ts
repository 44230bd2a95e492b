import fc from 'fast-check';
import { earlyReturn } from '../../../../../../src/engines/local/optimise/python/earlyReturn';
import { pyArgs, pyInts, pyValue, testPyRule } from './running';

const fn = (test: string, more = ''): string =>
  `def f(a, xs):\n    if ${test}:\n        xs.append(1)\n        for x in list(xs):\n            # each\n            if x:\n                xs.append(x)\n${more}`;

testPyRule({
  rule: earlyReturn,
  rewrites: [
    [
      fn('a'),
      'def f(a, xs):\n    if not a:\n        return\n    xs.append(1)\n    for x in list(xs):\n        # each\n        if x:\n            xs.append(x)\n',
    ],
    [
      'def g(a):\n  if a is None or b:\n    h()\n\n    with c: pass\nd = 1\n',
      'def g(a):\n  if not (a is None or b):\n    return\n  h()\n\n  with c: pass\nd = 1\n',
    ],
  ],
  leaves: [
    fn('a', '    else:\n        g()\n'),
    fn('a', '    return 1\n'),
    'def f(a):\n    if a:\n        g()\n',
    'def f(a):\n    if a:\n        g()\n        h()\n',
    'def f(a):\n    if a:\n        g("""x\n""")\n        for x in a: pass\n',
    'def f(a):\n    if a:  # when\n        g()\n        for x in a: pass\n',
    'if a:\n    g()\n    for x in a: pass\n',
  ],
  runs: ['a', 'not a', 'a in xs', 'a is None', 'a == 1', 'a or 2 in xs', 'not a in xs'].map(
    test => [fn(test), pyArgs(pyValue, fc.oneof(pyInts))] as const,
  ),
});
