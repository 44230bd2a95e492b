import { anyFromLoop } from '../../../../../../src/engines/local/optimise/python/anyFromLoop';
import { pyArgs, pyList, pyValue, testPyRule } from './running';

testPyRule({
  rule: anyFromLoop,
  rewrites: [
    [
      'def f(xs):\n    for x in xs:\n        if x > 3:\n            return True\n    return False\n',
      'def f(xs):\n    return any(x > 3 for x in xs)\n',
    ],
    [
      'def f(xs, y):\n    for a, b in xs:\n        if a == y and len(b): return False\n    return True',
      'def f(xs, y):\n    return not any(a == y and len(b) for a, b in xs)',
    ],
  ],
  leaves: [
    'def f(xs):\n    for x in xs:\n        if x > 3:\n            return True\n    return True\n',
    'def f(xs):\n    for x in xs:\n        if x > 3:\n            return x\n    return False\n',
    'def f(xs):\n    for x in xs:\n        if next(x):\n            return True\n    return False\n',
    'def f(xs):\n    for x in xs:\n        if g(x):\n            return True\n    return False\n',
    'def f(xs):\n    for x in xs:\n        if x:\n            return True\n    g()\n    return False\n',
    'def f(xs, any):\n    for x in xs:\n        if x:\n            return True\n    return False\n',
    'def f(xs):\n    for x in xs:\n        if x:\n            return True\n    # none\n    return False\n',
    'def f(xs, x):\n    for x in xs:\n        if x:\n            return True\n    return False\n',
  ],
  runs: [
    [
      'def f(xs, y):\n    for x in xs:\n        if x == y:\n            return True\n    return False\n',
      pyArgs(pyList, pyValue),
    ],
    [
      'def f(xs):\n    for x in xs:\n        if isinstance(x, str) and x.startswith("a"):\n            return False\n    return True\n',
      pyArgs(pyList),
    ],
    [
      'def f(xs):\n    for x in xs:\n        if x < 3:\n            return True\n    return False\n',
      pyArgs(pyList),
    ],
  ],
});
