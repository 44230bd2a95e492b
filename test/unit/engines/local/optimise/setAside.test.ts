import assert from 'node:assert/strict';
import { readJs } from '../../../../../src/engines/local/optimise/javascript/parse';
import { readPy } from '../../../../../src/engines/local/optimise/python/parse';
import { optimise } from '../../../../../src/engines/local/optimise/optimise';

/** The lines that were set aside, as `first-last`. */
function unread(text: string, language: string): string[] | undefined {
  const reading = language === 'python' ? readPy(text) : readJs(text, language);
  if ('fault' in reading) return undefined;
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return reading.unread.map(({ start, end }) => `${lineOf(start)}-${lineOf(end)}`);
}

const broken: readonly (readonly [language: string, text: string, lines: string[] | undefined])[] = [
  ['javascript', '# says what\nf();', ['1-1']],
  ['javascript', '# one\nfunction f() {\n  # two\n  return 1;\n}', ['1-1', '3-3']],
  ['javascript', '-- says what\nf();', ['1-1']],
  ['javascript', 'Here it is:\nf();', ['1-1']],
  ['javascript', 'f();\nfunction g() {\n  return a b;\n}\nh();', ['3-3']],
  ['typescript', 'class A {\n  m() {\n    x = = 1;\n  }\n  n() {}\n}', ['3-3']],
  ['typescript', 'm() {\n  x = = 1;\n}\nn() {}', ['2-2']],
  ['javascript', 'f();\nif (a) {\n  b();\n} else if (@@) {\n  c();\n}\nd();', ['2-6']],
  ['javascript', 'f();\nconst x = (\nfunction g() {}\n', ['2-4']],
  ['javascript', 'return 1;\n}\nfunction g() {}\n', ['1-2']],
  ['javascript', 'f(`\n@@ a b\n', undefined],
  ['javascript', 'a b c', undefined],
  ['python', '// says what\nf()\n', ['1-1']],
  ['python', 'f()\ndef g():\n    x = = 1\n    return 2\nh()\n', ['3-3']],
  ['python', 'f()\nfor x in = y:\n    a()\n    b()\nh()\n', ['2-4']],
  ['python', '@d(=)\ndef f():\n    return 1\ng()\n', ['1-3']],
  ['python', 'try:\n    a()\nexcept = b:\n    c()\nelse:\n    d()\ng()\n', ['3-4', '5-6']],
  ['python', 'x = (1,\n', undefined],
];

describe('setAside', () => {
  for (const [language, text, lines] of broken) {
    it(`${language}: ${JSON.stringify(text)}`, () => assert.deepEqual(unread(text, language), lines));
  }

  it('rewrites what parses, leaves the rest byte for byte, and says so', async () => {
    const answer = await optimise(
      {
        language: 'javascript',
        path: 'a.js',
        text: '# A function to calculate factorial\r\nfunction factorial(n) { if (n === 0) return 1; return n * factorial(n - 1); }',
        instruction: '',
      },
      new AbortController().signal,
    );
    assert.match(
      answer,
      /^```javascript\n# A function to calculate factorial\r\nfunction factorial\(n\) \{\r\n/,
    );
    assert.match(answer, /for \(let i = 2; i <= n; i\+\+\) \{/);
    assert.match(answer, /without growing the call stack\.\n/);
    assert.match(answer, /could not read line 1 \(`# A function to calculate factorial`\) as javascript/);
  });

  it('trusts no name that an unread line may give another meaning', async () => {
    const ask = (text: string, language: string): Promise<string> =>
      optimise({ language, path: '', text, instruction: '' }, new AbortController().signal);
    const recursive = 'function f(n) {\n  if (n === 0) return 1;\n  return n * f(n - 1);\n}\n';
    assert.match(await ask(`${recursive}f = = memo(f);\n`, 'javascript'), /n \* f\(n - 1\)/);
    assert.match(await ask(`${recursive}see f there\n`, 'javascript'), /result \*= i/);
    const closure =
      'function f() {\n  let a = 1;\n  const g = () => {\n    a = = 2;\n  };\n  return a + g;\n}\n';
    assert.match(await ask(closure, 'javascript'), /let a = 1/);
    const python = 'def f(n):\n    if n == 0:\n        return 1\n    return n * f(n - 1)\n';
    assert.match(await ask(`${python}f = = memo(f)\n`, 'python'), /n \* f\(n - 1\)/);
    assert.match(await ask(`${python}see f there\n`, 'python'), /result \*= i/);
    assert.match(await ask(`${python}from x import = range\n`, 'python'), /n \* f\(n - 1\)/);
  });

  it('reads no more than a bounded number of characters, however many faults there are', () => {
    const text = 'a = = 1\n'.repeat(20_000);
    assert.equal(unread(text, 'python'), undefined);
    assert.equal(unread(text, 'javascript'), undefined);
  });
});
