import { notIn } from '../../../../../../src/engines/local/optimise/python/notIn';
import { pyArgs, pyList, pyValue, testPyRule } from './running';

testPyRule({
  rule: notIn,
  rewrites: [
    ['if not x in y: pass\n', 'if x not in y: pass\n'],
    ['a = not (x + 1 is None)', 'a = x + 1 is not None'],
    ['a = b and not x is y', 'a = b and x is not y'],
    ['a = not (x in y) in z', 'a = (x in y) not in z'],
    ['a = not x in y and z', 'a = x not in y and z'],
    ['a = not not x in y or not z', 'a = not x not in y or not z'],
  ],
  leaves: [
    'a = f"{not x in y=}"',

    'a = not x == y',
    'a = not x in y in z',
    'a = not x not in y',
    'a = not (x in y and z)',
    'a = not (x in y  # no\n)',
    'a = not (x in y or z)',
  ],
  runs: [
    ['def f(x, y, z):\n    return [not x is y, not (z or x) is None]\n', pyArgs(pyValue, pyValue, pyValue)],
    ['def f(x, y):\n    return (not x in y) and not len(y) in y\n', pyArgs(pyValue, pyList)],
    ['def f(x, y, z):\n    return [not x in y and z, not x is z or y]\n', pyArgs(pyValue, pyList, pyValue)],
  ],
});
