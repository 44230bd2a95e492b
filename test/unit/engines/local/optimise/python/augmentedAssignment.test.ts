import assert from 'node:assert/strict';
import { augmentedAssignment } from '../../../../../../src/engines/local/optimise/python/augmentedAssignment';
import { parsePy } from '../../../../../../src/engines/local/optimise/python/parse';
import { workOf } from '../../../../../support/work';
import { pyArgs, pyList, testPyRule } from './running';

testPyRule({
  rule: augmentedAssignment,
  rewrites: [
    [
      'def f(xs):\n    n = 0\n    for x in xs:\n        n = n + 1\n    return n\n',
      'def f(xs):\n    n = 0\n    for x in xs:\n        n += 1\n    return n\n',
    ],
    [
      'def f(xs):\n\tn = 1.5\n\tn = n*(2 - n)\n\treturn n',
      'def f(xs):\n\tn = 1.5\n\tn *= (2 - n)\n\treturn n',
    ],
  ],
  leaves: [
    'n = 0\nn = n + 1\n',
    // A list would grow in place, for everybody who holds it.
    'def f(n):\n    n = n + [1]\n    return n\n',
    'def f(n):\n    m = n\n    m = m + 1\n    return m\n',
    'def f(x):\n    n = 0\n    n = n + x\n    return n\n',
    'def f(x):\n    global n\n    n = 0\n    n = n + 1\n',
    'def f(x):\n    n = 0\n    def g(): return n\n    n = n + 1\n',
    'def f(x):\n    n = 0\n    n = 1 + n\n',
    'def f(x):\n    n = 0\n    n = n + 1 + 2\n',
    'def f(x):\n    n, m = 0, 1\n    n = n + 1\n',
  ],
  runs: [
    [
      'def f(xs):\n    n = 0\n    for x in xs:\n        n = n + len(str(x))\n        n = n ** 2\n        n = n % 97\n        n = n - 0.5\n    return n\n',
      pyArgs(pyList),
    ],
  ],
});

describe('python augmented-assignment in a long function', () => {
  it('asks about a name once, however often it is assigned', () => {
    const steps = (count: number): number => {
      const source = parsePy(`def f():\n    x = 1\n${'    x = x + 1\n'.repeat(count)}`);
      assert.ok(source);
      return workOf(() => assert.equal(augmentedAssignment.find(source).length, count)).elements;
    };
    const ratio = steps(200) / steps(100);
    assert.ok(ratio < 2.5, String(ratio));
  });
});
