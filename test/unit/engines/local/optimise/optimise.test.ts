import assert from 'node:assert/strict';
import { optimise } from '../../../../../src/engines/local/optimise/optimise';
import { compile } from './running';

const signal = new AbortController().signal;
const seed = 'function factorial(n) { if (n <= 1) return 1; return n * factorial(n - 1); }';

function ask(text: string, language = 'javascript', instruction = ''): Promise<string> {
  return optimise({ language, path: 'a.js', text, instruction }, signal);
}

/** What a client takes out of the first fence. */
function codeOf(answer: string): string {
  const match = /^(`{3,})[a-z]*\n([^]*?)\n\1$/m.exec(answer);
  assert.ok(match, answer);
  return match[2] ?? '';
}

describe('optimise', () => {
  it('answers with the whole code in a fence, then what was done, where and why', async () => {
    const answer = await ask(seed);
    assert.match(answer, /^```javascript\nfunction factorial\(n\) \{\n/);
    assert.match(
      answer,
      /\n```\n\n- `loop-from-recursion` \(line 1\): `factorial` called itself [^\n]+\.\n$/,
    );
    const code = codeOf(answer);
    assert.doesNotMatch(code, /factorial\(n - 1\)/);
    const was = compile(seed, 'factorial');
    const is = compile(code, 'factorial');
    for (let n = -3; n <= 180; n++) assert.deepEqual(is(n), was(n));
  });

  it('gives unchanged code back with a plain sentence', async () => {
    const answer = await ask('foo(1);\r\n\tbar( 2 )');
    assert.equal(codeOf(answer), 'foo(1);\r\n\tbar( 2 )');
    assert.match(answer, /found nothing to improve/);
    assert.match(answer, /Connect a Model/);
  });

  it('fences code that holds fences', async () => {
    const text = 'const a = `x`;\n// ````\n';
    assert.equal(codeOf(await ask(text)), text);
  });

  for (const [name, answer, mentions] of [
    [
      'a language it cannot do',
      () => ask('fn main() {}', 'rust'),
      /JavaScript, TypeScript, Python, Go and Java, not rust/,
    ],
    ['no language', () => ask('fn main() {}', ''), /unknown language/],
    [
      'an instruction it cannot follow',
      () => ask(seed, 'javascript', 'add tests\nplease'),
      /"add tests please"/,
    ],
    ['code that does not parse', () => ask('function ( {'), /parser stopped at line 1 \(`function \( \{`\)/],
    ['a selection that is too long', () => ask('x;\n'.repeat(200_000)), /too long/],
  ] as const) {
    it(`refuses ${name} in a plain sentence`, async () => {
      const text = await answer();
      assert.match(text, mentions);
      assert.match(text, /codexSpark\.endpoint/);
      assert.match(text, /local-recall/);
      assert.doesNotMatch(text, /```/);
    });
  }

  it('rejects when aborted', async () => {
    await assert.rejects(
      optimise({ language: 'javascript', path: '', text: seed, instruction: '' }, AbortSignal.abort()),
      {
        name: 'AbortError',
      },
    );
  });
});
