import { getFromDict } from '../../../../../../src/engines/local/optimise/python/getFromDict';
import { pyArgs, pyInts, pyValue, testPyRule } from './running';

const pyDict = pyInts.map(text => `{k: k * 2 for k in ${text}}`);

testPyRule({
  rule: getFromDict,
  rewrites: [
    [
      'def f(d: dict[str, int], k):\n    return d[k] if k in d else 0\n',
      'def f(d: dict[str, int], k):\n    return d.get(k, 0)\n',
    ],
    [
      "def f(d: Dict):\n    x = d['a'] if 'a' in d else None\n",
      "def f(d: Dict):\n    x = d.get('a', None)\n",
    ],
  ],
  leaves: [
    'def f(d, k):\n    return d[k] if k in d else 0\n',
    'def f(d: dict, k):\n    return d[k] if k in d else g()\n',
    'def f(d: dict, k):\n    return d[k] if k in d else k\n',
    'def f(d: dict, k, j):\n    return d[j] if k in d else 0\n',
    'def f(d: dict, k):\n    return d[k()] if k() in d else 0\n',
    'def f(d: dict, k):\n    d = g()\n    return d[k] if k in d else 0\n',
    'def f(d: dict, e: dict, k):\n    return e[k] if k in d else 0\n',
    'def f(d: dict, k):\n    return d[k] if k not in d else 0\n',
  ],
  runs: [['def f(d: dict, k):\n    return [d[k] if k in d else "none"]\n', pyArgs(pyDict, pyValue)]],
});
