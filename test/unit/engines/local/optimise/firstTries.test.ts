import assert from 'node:assert/strict';
import { optimise } from '../../../../../src/engines/local/optimise/optimise';

const signal = new AbortController().signal;

/** What people try first, and the answer to the letter. */
const answers: readonly (readonly [language: string, text: string, answer: string])[] = [
  [
    'python',
    'def fib(n):\n    if n <= 1:\n        return n\n    return fib(n - 1) + fib(n - 2)\n',
    '```python\ndef fib(n):\n    if n <= 1:\n        return n\n    previous, current = 0, 1\n    for i in range(2, n + 1):\n        previous, current = current, current + previous\n    return current\n\n```\n\n- `loop-from-branching-recursion` (line 1): `fib` computed the same results over and over, twice as many with each level; a loop computes each once, provided that `n` is a whole number (an int).\n',
  ],
  [
    'python',
    'def common(a, b):\n    out = []\n    for x in a:\n        if x in b:\n            out.append(x)\n    return out\n',
    '```python\ndef common(a, b):\n    out = []\n    b_set = set(b)\n    for x in a:\n        if x in b_set:\n            out.append(x)\n    return out\n\n```\n\n- `set-from-membership` (line 3): `b` was searched from its start each time round; a set finds each at once, provided that `b` is a list, and what it holds and what is looked for in it are hashable (numbers, text, tuples of them), and no call in the loop changes it.\n',
  ],
  [
    'javascript',
    'function unique(xs) {\n  return xs.filter((x, i) => xs.indexOf(x) === i);\n}\n',
    '```javascript\nfunction unique(xs) {\n  return [...new Set(xs)];\n}\n\n```\n\n- `set-from-dedupe` (line 2): the list was searched for every element; a set keeps each once, in order, provided that `xs` is an array, and no element is `NaN` or `-0`.\n',
  ],
  [
    'go',
    'func join(xs []string) string {\n\ts := ""\n\tfor i := 0; i < len(xs); i++ {\n\t\ts += xs[i]\n\t}\n\treturn s\n}\n',
    '```go\nfunc join(xs []string) string {\n\tvar builder strings.Builder\n\tfor _, item := range xs {\n\t\tbuilder.WriteString(item)\n\t}\n\ts := builder.String()\n\treturn s\n}\n\n```\n\n- `range-from-index` (line 3): a `range` says that `xs` is gone through, and leaves no index to get wrong.\n- `builder-from-concat` (line 3): `s` was copied by every `+=`; a builder only adds to it, provided that `strings` is imported.\n',
  ],
  [
    'java',
    'int fib(int n) {\n    if (n <= 1) return n;\n    return fib(n - 1) + fib(n - 2);\n}\n',
    '```java\nint fib(int n) {\n    if (n <= 1) return n;\n    int previous = 0;\n    int current = 1;\n    for (int i = 2; i <= n; i++) {\n        int next = current + previous;\n        previous = current;\n        current = next;\n    }\n    return current;\n}\n\n```\n\n- `loop-from-branching-recursion` (line 1): `fib` computed the same results over and over, twice as many with each level; a loop computes each once, provided that no class overrides `fib`.\n',
  ],
];

describe('what people try first', () => {
  for (const [language, text, answer] of answers) {
    it(`${language}: ${JSON.stringify(text)}`, async () => {
      assert.equal(await optimise({ path: 'a', language, instruction: '', text }, signal), answer);
    });
  }
});
