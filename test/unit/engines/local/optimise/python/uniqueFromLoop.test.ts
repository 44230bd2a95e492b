import { uniqueFromLoop } from '../../../../../../src/engines/local/optimise/python/uniqueFromLoop';
import { pyArgs, pyInts, pyValue, testPyRule } from './running';
import fc from 'fast-check';

const loop = (body: string): string =>
  `def f(xs):\n    out = []\n    for x in xs:\n        ${body}\n    return out\n`;
const hashable = fc
  .array(
    pyValue.filter(value => !['[]', '[1]', '{}'].includes(value)),
    { maxLength: 9 },
  )
  .map(values => `[${values.join(', ')}]`);

testPyRule({
  rule: uniqueFromLoop,
  rewrites: [
    [
      loop('if x not in out:\n            out.append(x)'),
      'def f(xs):\n    out = list(dict.fromkeys(xs))\n    return out\n',
    ],
  ],
  leaves: [
    loop('if x not in out:\n            out.append(x + 1)'),
    loop('if x not in xs:\n            out.append(x)'),
    loop('if x in out:\n            out.append(x)'),
    loop('if x not in out:\n            out.extend(x)'),
    'def f(xs, out):\n    for x in xs:\n        if x not in out:\n            out.append(x)\n    return out\n',
    'def f(xs):\n    out = [1]\n    for x in xs:\n        if x not in out:\n            out.append(x)\n    return out\n',
    'def f(xs):\n    out = []\n    for x in out:\n        if x not in out:\n            out.append(x)\n    return out\n',
  ],
  runs: [
    [loop('if x not in out:\n            out.append(x)'), pyArgs(pyInts)],
    [loop('if x not in out:\n            out.append(x)'), pyArgs(hashable)],
  ],
});
