import { setFromMembership } from '../../../../../../src/engines/local/optimise/python/setFromMembership';
import { pyArgs, pyInts, testPyRule } from './running';

const loop = (body: string, head = 'def f(xs, ys):\n'): string =>
  `${head}    out = []\n    for x in xs:\n        ${body}\n    return out\n`;

testPyRule({
  rule: setFromMembership,
  rewrites: [
    [
      loop('if x in ys:\n            out.append(x)'),
      'def f(xs, ys):\n    out = []\n    ys_set = set(ys)\n    for x in xs:\n        if x in ys_set:\n            out.append(x)\n    return out\n',
    ],
    [
      'def f(xs, ys: list):\n    while xs:\n        for x in xs:\n            print(x not in ys, 3 in ys)\n',
      'def f(xs, ys: list):\n    ys_set = set(ys)\n    while xs:\n        for x in xs:\n            print(x not in ys_set, 3 in ys_set)\n',
    ],
  ],
  leaves: [
    loop('if x in ys:\n            ys.append(x)'),
    loop('if x in ys:\n            ys = ys[1:]'),
    loop('if x in ys:\n            out.append(ys)'),
    loop('if x in out:\n            print(x)'),
    loop('if x in ys:\n            out.append(x)', 'def f(xs, ys: set):\n'),
    loop('if x in ys:\n            out.append(x)', 'def f(xs, ys: str):\n'),
    loop('if x in ys:\n            out.append(x)', 'def f(xs):\n    ys = {}\n'),
    loop('if x in ys:\n            out.append(x)', 'def f(xs):\n    ys = [1, 2]\n'),
    loop('if x in [1, 2]:\n            out.append(x)'),
    loop('out.append(lambda: x in ys)'),
    loop('if x in ys:\n            out.append(x)', 'def f(xs, ys, set):\n'),
    'def f(x, ys):\n    return x in ys\n',
    'def f(xs, ys):\n    for x in (1 in ys, 2):\n        print(x)\n',
  ],
  runs: [
    [loop('if x in ys:\n            out.append(x)'), pyArgs(pyInts, pyInts)],
    [loop('out.append((x not in ys, x + 1 in ys))'), pyArgs(pyInts, pyInts)],
  ],
});
