import fc from 'fast-check';
import { minFromSorted } from '../../../../../../src/engines/local/optimise/python/minFromSorted';
import { pyArgs, testPyRule } from './running';

const some = fc
  .array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 8 })
  .map(values => `[${values.join(', ')}]`);
const returns = (value: string): string => `def f(xs):\n    return ${value}\n`;

testPyRule({
  rule: minFromSorted,
  rewrites: [
    [returns('sorted(xs)[0]'), returns('min(xs)')],
    [returns('sorted(xs)[-1]'), returns('max(xs)')],
    [returns('sorted(xs, reverse=True)[0]'), returns('max(xs)')],
    [returns('sorted(xs, key=lambda x: -x, reverse=False)[0].a'), returns('min(xs, key=lambda x: -x).a')],
  ],
  leaves: [
    returns('sorted(xs)[1]'),
    returns('sorted(xs)[0:1]'),
    returns('sorted(xs, reverse=r)[0]'),
    returns('sorted(*xs)[0]'),
    returns('sorted(xs)'),
    returns('xs.sorted()[0]'),
    'sorted = g\n' + returns('sorted(xs)[0]'),
    'def f(xs):\n    return sorted(xs)[  # the least\n        0]\n',
    'def f(xs):\n    sorted(xs)[0] = 1\n',
  ],
  runs: [
    [returns('sorted(xs)[0]'), pyArgs(some)],
    [returns('sorted(xs)[-1]'), pyArgs(some)],
    [returns('sorted(xs, reverse=True)[-1]'), pyArgs(some)],
    [
      returns('sorted(xs, key=lambda x: x % 3)[0], sorted(xs, reverse=True, key=lambda x: x // 4)[0]'),
      pyArgs(some),
    ],
  ],
});
