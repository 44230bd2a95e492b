import assert from 'node:assert/strict';
import { fileInLine, namedFile } from '../../../src/common/namedFile';

describe('namedFile', () => {
  const plain = [
    ...[
      'src/a.ts',
      'a.py',
      'app/[id]/page.tsx',
      'app/(shop)/page.tsx',
      'app/routes/$id.tsx',
      'src/größe.py',
      'src/工具.ts',
    ],
    ...[
      'Makefile',
      'Dockerfile',
      '.env.example',
      '.gitignore',
      'deploy/Dockerfile',
      'src\\deep\\a.ts',
      './a.ts',
      'README.md',
    ],
  ];
  for (const path of plain) it(`${path} is a file`, () => assert.equal(namedFile(path, 'plain'), path));

  const none = [
    ...['Node.js', 'Vue.js', 'Next.js', 'socket.io', 'com.example.Main', 'example.org', 'v1.2', 'word', ''],
    ...[
      '../a.ts',
      'a/../../b.ts',
      '/etc/a.conf',
      'C:\\a.ts',
      'src/my file.ts',
      'a.ts,',
      'a\u202ests.exe',
      'src/',
    ],
  ];
  for (const text of none)
    it(`${JSON.stringify(text)} is none`, () => assert.equal(namedFile(text, 'plain'), undefined));

  it('set as code it may hold spaces and have any ending', () => {
    for (const path of ['src/my file.ts', 'my notes.txt', 'a.rpgle', 'a.X'])
      assert.equal(namedFile(path, 'code'), path);
    for (const text of ['com.example.Main', 'a b', '../a b.ts'])
      assert.equal(namedFile(text, 'code'), undefined);
  });
});

describe('fileInLine', () => {
  const lines = [
    ...[
      'src/b.ts',
      '`src/b.ts`:',
      '**src/b.ts**',
      '**`src/b.ts`**:',
      '**`src/b.ts`:**',
      'File: src/b.ts',
      '**File: src/b.ts**',
    ],
    ...[
      '**File:** `src/b.ts`',
      '### 2. `src/b.ts`',
      'In `src/b.ts`:',
      'src/b.ts (changed)',
      '// src/b.ts',
      '# src/b.ts',
    ],
    ...[
      '<b>src/b.ts</b>',
      '2. src/b.ts',
      '- src/b.ts',
      '<!-- src/b.ts -->',
      '/* src/b.ts */',
      '[src/b.ts](src/b.ts)',
      'Update `src/b.ts`',
    ],
    ...['Changes to src/b.ts', '#### File: `src/b.ts` (new)', 'filepath: src/b.ts'],
  ];
  for (const line of lines) it(`${line} names it`, () => assert.equal(fileInLine(line), 'src/b.ts'));

  const none = [
    'In `src/b.ts` we change the loop:',
    'Here is the code:',
    'See src/b.ts and src/c.ts',
    'Update the file:',
    '',
    '**Vue.js**',
    'Node.js:',
    'const a = b.c;',
  ];
  for (const line of none)
    it(`${JSON.stringify(line)} names none`, () => assert.equal(fileInLine(line), undefined));
});
