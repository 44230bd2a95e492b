import { comprehensionFromAppend } from '../../../../../../src/engines/local/optimise/python/comprehensionFromAppend';
import { pyArgs, pyList, pyValue, testPyRule } from './running';

testPyRule({
  rule: comprehensionFromAppend,
  rewrites: [
    [
      'def f(xs):\n    out = []\n    for x in xs:\n        out.append(x * 2)\n    return out\n',
      'def f(xs):\n    out = [x * 2 for x in xs]\n    return out\n',
    ],
    [
      'def f(d):\r\n\tout: list[int] = []\r\n\tfor k, v in d.items():\r\n\t\tif v if k else 1:\r\n\t\t\tout.append((k, v))\r\n\treturn out',
      'def f(d):\r\n\tout: list[int] = [(k, v) for k, v in d.items() if (v if k else 1)]\r\n\treturn out',
    ],
  ],
  leaves: [
    // Outside of a function the loop's name stays behind.
    'out = []\nfor x in xs:\n    out.append(x)\n',
    'class A:\n    out = []\n    for x in y:\n        out.append(x)\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(x)\n    return out, x\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(len(out))\n    return out\n',
    'def f(xs):\n    out = []\n    for x in g(out):\n        out.append(x)\n    return out\n',
    'def f(xs):\n    out = [1]\n    for x in xs:\n        out.append(x)\n    return out\n',
    'def f(xs):\n    out = []\n    g()\n    for x in xs:\n        out.append(x)\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(x)\n    else:\n        g()\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(x)\n        g()\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        if x: out.append(x)\n        else: g()\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append((yield x))\n    return out\n',
    'async def f(xs):\n    out = []\n    for x in xs:\n        out.append(await x)\n    return out\n',
    'async def f(xs):\n    out = []\n    async for x in xs:\n        out.append(x)\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(lambda: x)\n    return out\n',
    'def f(xs):\n    global out\n    out = []\n    for x in xs:\n        out.append(x)\n',
    'def f(xs):\n    out = []\n    def g(): return out\n    for x in xs:\n        out.append(g())\n',
    'def f(xs):\n    try:\n        out = []\n        for x in xs:\n            out.append(1 / x)\n    except Exception:\n        pass\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(x)  # keep\n    return out\n',
    'def f(xs):\n    out = []\n    for x[0] in xs:\n        out.append(1)\n    return out\n',
    'def f(xs):\n    out = []\n    for x in xs:\n        out.append(locals())\n    return out\n',
    'class A(B):\n    def f(self, xs):\n        out = []\n        for x in xs:\n            out.append(super().g(x))\n        return out\n',
  ],
  runs: [
    [
      'def f(xs):\n    out = []\n    for x in xs:\n        out.append([x, x])\n    return out\n',
      pyArgs(pyList),
    ],
    [
      'def f(xs, y):\n    out = []\n    for x in xs:\n        if x != y or x is y:\n            out.append(x * 2 if x else y)\n    return out\n',
      pyArgs(pyList, pyValue),
    ],
    [
      'def f(xs):\n    out = []\n    for i, (a, b) in enumerate(zip(xs, xs)):\n        out.append((a, b, i))\n    return out, xs\n',
      pyArgs(pyList),
    ],
    [
      'def f(xs):\n    out = []\n    for x in xs:\n        out.append(1 / x)\n    return out\n',
      pyArgs(pyValue),
    ],
  ],
});
