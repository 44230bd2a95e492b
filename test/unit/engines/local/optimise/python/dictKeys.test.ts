import { dictKeys } from '../../../../../../src/engines/local/optimise/python/dictKeys';
import { pyArgs, pyValue, testPyRule } from './running';

testPyRule({
  rule: dictKeys,
  rewrites: [
    ['for k in d.keys():\n    g(k)\n', 'for k in d:\n    g(k)\n'],
    ['x = k in d.keys() or k not in a.b.keys()\n', 'x = k in d or k not in a.b\n'],
    ['x = [k for k in d.keys() if k]\n', 'x = [k for k in d if k]\n'],
    ['x = sorted(d.keys())\n', 'x = sorted(d)\n'],
    ['if d.has_key(k):\n    g()\n', 'if k in d:\n    g()\n'],
    ['x = not d.has_key("a") == y\n', 'x = not ("a" in d) == y\n'],
  ],
  leaves: [
    'x = d.keys()\n',
    'x = d.keys() & e.keys()\n',
    'for k in d.values():\n    g(k)\n',
    'for k in d.keys(1):\n    g(k)\n',
    'x = d.keys() == [k]\n',
    'g(d.keys())\n',
    'x = d.has_key(a or b)\n',
    'for k in d.keys(  # all\n):\n    g(k)\n',
  ],
  runs: [
    [
      'def f(d: dict, k):\n    out = [k in d.keys(), k not in d.keys()]\n    for a in d.keys():\n        out.append(a)\n    return out, len(d.keys()), list(d.keys())\n',
      pyArgs(
        pyValue.map(value => `{1: ${value}, "a": 2, None: 3}`),
        pyValue,
      ),
    ],
  ],
});
