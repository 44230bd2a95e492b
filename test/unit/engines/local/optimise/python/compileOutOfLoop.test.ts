import { compileOutOfLoop } from '../../../../../../src/engines/local/optimise/python/compileOutOfLoop';
import { pyArgs, pyInts, testPyRule } from './running';

const loop = (expression: string, head = 'import re\n'): string =>
  `${head}def f(xs):\n    out = []\n    for x in xs:\n        out.append(bool(${expression}.search(str(x))))\n    return out\n`;

testPyRule({
  rule: compileOutOfLoop,
  rewrites: [
    [
      loop('re.compile(r"\\d+-x", re.I)'),
      'import re\ndef f(xs):\n    out = []\n    pattern = re.compile(r"\\d+-x", re.I)\n    for x in xs:\n        out.append(bool(pattern.search(str(x))))\n    return out\n',
    ],
  ],
  leaves: [
    loop('re.compile(x)'),
    loop('re.compile(f"{x}")'),
    loop('re.compile("(")'),
    loop('re.compile("[z-a]")'),
    loop('re.compile("*")'),
    loop('re.compile("a" if x else "b")'),
    loop('re.compile("a", x)'),
    loop('re.compile("a")', ''),
    loop('re.compile("a")', 'import regex as re\n'),
    'import re\ndef f(x):\n    return re.compile("a").search(x)\n',
    'import re\nfor x in re.compile("a").findall(y):\n    print(x)\n',
  ],
  runs: [[loop("re.compile('[12]+')"), pyArgs(pyInts)]],
});
