import { booleanResult } from '../../../../../../src/engines/local/optimise/python/booleanResult';
import { pyArgs, pyList, pyValue, testPyRule } from './running';

testPyRule({
  rule: booleanResult,
  rewrites: [
    [
      'def f(x, y):\n    if x in y:\n        return True\n    return False\n',
      'def f(x, y):\n    return x in y\n',
    ],
    [
      'def f(x, y):\n    if x is y:\n        return False\n    else:\n        return True\n',
      'def f(x, y):\n    return not (x is y)\n',
    ],
    ['a = True if isinstance(x, int) and not y else False', 'a = isinstance(x, int) and not y'],
    ['a = [True if x in y else False]', 'a = [(x in y)]'],
  ],
  leaves: [
    'a = True if x else False',
    'a = True if x == y else False',
    'a = True if x < y else False',
    'a = True if x in y else None',
    'a = True if x in y and z else False',
    'a = True if not x and z else False',
    'a = True if not x or z else False',
    'a = True if not not x or z else False',
    'def f(x, y):\n    if not not x or y:\n        return True\n    return False\n',
    'def f(x, y):\n    if x in y:\n        return True\n    elif y:\n        return False\n',
    'def f(x, y):\n    if x in y:\n        return True  # yes\n    return False\n',
    'def isinstance(x, y): return x\na = True if isinstance(x, int) else False\n',
  ],
  runs: [
    ['def f(x, y):\n    if not x:\n        return True\n    return False\n', pyArgs(pyValue, pyValue)],
    ['def f(x, y):\n    if x in y or x is None: return False\n    return True\n', pyArgs(pyValue, pyList)],
    [
      'def f(x, y):\n    return (False if x is y else True, True if x not in y else False)\n',
      pyArgs(pyValue, pyList),
    ],
  ],
});
