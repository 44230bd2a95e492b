import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fenceInfo, pathInLine } from '../../../../src/webview/chat/markdown/fenceInfo';

describe('the line that opens a code block', () => {
  for (const [info, language, path] of [
    ['', undefined, undefined],
    ['ts', 'ts', undefined],
    ['TypeScript', 'typescript', undefined],
    ['c++', 'c++', undefined],
    ['c#', 'c#', undefined],
    ['ts src/a.ts', 'ts', 'src/a.ts'],
    ['ts:src/a.ts', 'ts', 'src/a.ts'],
    ['src/a.ts', undefined, 'src/a.ts'],
    ['a.ts', undefined, 'a.ts'],
    ['ts title="src/a.ts"', 'ts', 'src/a.ts'],
    ["ts title='src/a.ts'", 'ts', 'src/a.ts'],
    ['ts file=src/a.ts', 'ts', 'src/a.ts'],
    ['ts filename: src/a.ts', 'ts', 'src/a.ts'],
    ['{.python filename=a.py}', 'python', 'a.py'],
    ['js {1,3-5} showLineNumbers', 'js', undefined],
    ['ts src\\deep\\a.ts', 'ts', 'src\\deep\\a.ts'],
    ['Makefile', 'makefile', undefined],
    ['docker deploy/Dockerfile', 'docker', 'deploy/Dockerfile'],
    ['ts .env.example', 'ts', '.env.example'],
    ['tsx title="app/[id]/(shop)/my page.tsx"', 'tsx', 'app/[id]/(shop)/my page.tsx'],
    ['ts app/routes/$id.tsx', 'ts', 'app/routes/$id.tsx'],
    ['py filepath="src/größe.py"', 'py', 'src/größe.py'],
    ['makefile:Makefile', 'makefile', 'Makefile'],
    ['12:20:src/a.ts', undefined, 'src/a.ts'],
    ['java com.example.Main', 'java', undefined],
    ['"><img src=x onerror=a()>', undefined, undefined],
    ['js" onclick="a()', undefined, undefined],
  ] as const) {
    it(`reads \`${info}\``, () => assert.deepEqual(fenceInfo(info), { language, path }));
  }

  for (const info of [
    'ts ../../etc/passwd.ts',
    'ts src/../../a.ts',
    'ts title="..\\\\a.ts"',
    'ts /etc/passwd',
    'ts C:\\Windows\\win.ini',
    'ts https://evil.test/a.ts',
    'ts command:workbench.action.quit',
    'ts a\u202ests.exe',
    `ts ${'a/'.repeat(300)}b.ts`,
  ]) {
    it(`finds no path in \`${info.slice(0, 40)}\``, () => assert.equal(fenceInfo(info).path, undefined));
  }

  it('never finds a way out of the folder, whatever is written', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      'a',
      'b.ts',
      ':',
      'c:',
      '~',
      ' ',
      '"',
      'title=',
      '%2e',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const { path } = fenceInfo(parts.join(''));
        if (path === undefined) return;
        assert.ok(!/^(?:[\\/]|\w:)/.test(path), path);
        assert.ok(!path.split(/[\\/]/).includes('..'), path);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the line above a code block', () => {
  for (const [line, path] of [
    ['`src/a.ts`:', 'src/a.ts'],
    ['**src/a.ts**', 'src/a.ts'],
    ['**`src/a.ts`**:', 'src/a.ts'],
    ['File: src/a.ts', 'src/a.ts'],
    ['Update `src/a.ts`', 'src/a.ts'],
    ['Some text\n`a.py`', 'a.py'],
    ['In `src/a.ts` we change the loop:', undefined],
    ['`../a.ts`:', undefined],
    ['Here is the code:', undefined],
    ['', undefined],
  ] as const) {
    it(`\`${line.replace('\n', '⏎')}\` ${path ? `names ${path}` : 'names none'}`, () => {
      assert.equal(pathInLine(line), path);
    });
  }
});
