import { joinFromConcat } from '../../../../../../src/engines/local/optimise/python/joinFromConcat';
import { pyArgs, pyList, pyValue, testPyRule } from './running';

testPyRule({
  rule: joinFromConcat,
  rewrites: [
    [
      "def f(xs):\n    s = ''\n    for x in xs:\n        s += f'{x},'\n    return s\n",
      "def f(xs):\n    s = ''.join([f'{x},' for x in xs])\n    return s\n",
    ],
    [
      'def f(xs):\n    s = ""\n    for x in xs:\n        if x:\n            s += str(x) + "\\n"\n    return s\n',
      'def f(xs):\n    s = "".join([str(x) + "\\n" for x in xs if x])\n    return s\n',
    ],
    [
      "def f(xs):\n    s = ''\n    for x in xs:\n        s += x\n    return s\n",
      "def f(xs):\n    s = ''.join(xs)\n    return s\n",
    ],
    [
      "def f(xs):\n    s = ''\n    for x in xs:\n        s += x.a + ','\n    return s\n",
      "def f(xs):\n    s = ''.join([x.a + ',' for x in xs])\n    return s\n",
    ],
  ],
  leaves: [
    "def f(xs):\n    s = ''\n    for x in xs:\n        s += 1\n    return s\n",
    "def f(xs):\n    s = ''\n    for x in xs:\n        s += x, x\n    return s\n",
    "def f(xs):\n    s = ''\n    for x in xs:\n        s += str(s)\n    return s\n",
    "def f(xs):\n    s = 'a'\n    for x in xs:\n        s += str(x)\n    return s\n",
    "def f(xs):\n    s = ''\n    for x in xs:\n        s += b'x'\n    return s\n",
    "def f(xs):\n    s = ''\n    for x in xs:\n        s -= str(x)\n    return s\n",
    "def f(xs):\n    s = ''\n    for x in xs:\n        s += str(x) * 2\n    return s, x\n",
  ],
  runs: [
    [
      "def f(xs):\n    s = ''\n    for x in xs:\n        s += x\n    return s\n",
      pyArgs(pyList.map(text => `[str(x) for x in ${text}]`)),
    ],
    ["def f(xs):\n    s = ''\n    for x in xs:\n        s += str(x) + ','\n    return s\n", pyArgs(pyList)],
    [
      "def f(xs, y):\n    s = ''\n    for x in xs:\n        if x == y:\n            s += 'y' if x else f'{x!r:>4}'\n    return s\n",
      pyArgs(pyList, pyValue),
    ],
    ["def f(xs):\n    s = ''\n    for x in xs:\n        s += chr(x)\n    return s\n", pyArgs(pyValue)],
  ],
});
