import assert from 'node:assert/strict';
import { fileAbove, fileInHeading } from '../../../src/diff/blockFile';

const known = new Set(['src/b.ts', 'lib/My File.cs', 'Makefile', 'notes', 'src/c.ts#L3-L9', 'src/c.ts~2']);

describe('fileAbove', () => {
  const table: [above: string, file: string | undefined][] = [
    ['src/b.ts', 'src/b.ts'],
    ['**`src/b.ts`**', 'src/b.ts'],
    ['File: src/b.ts', 'src/b.ts'],
    ['## 3) `src/b.ts`', 'src/b.ts'],
    ['```ts:src/b.ts', 'src/b.ts'],
    ['```ts title="src/b.ts"', 'src/b.ts'],
    ['```ts\n// src/b.ts', 'src/b.ts'],
    ['src/b.ts\n\n```ts', 'src/b.ts'],
    ['```css\n/* src/b.css */', 'src/b.css'],
    ['```html\n<!-- src/b.html -->', 'src/b.html'],
    ['### src/b.ts\n\nThis one adds the option:\n\n```ts', 'src/b.ts'],
    ['In src/b.ts, the name changes as well:', 'src/b.ts'],
    ['And now the same in `b.ts`.', 'b.ts'],
    ['**lib/My File.cs**', 'lib/My File.cs'],
    ['Then lib/My File.cs:', 'lib/My File.cs'],
    ['Makefile', 'Makefile'],
    ['`notes`', 'notes'],
    ['I take notes of it:', undefined],
    ['src/c.ts#L3-L9', 'src/c.ts#L3-L9'],
    ['`src/c.ts#L3-L9`:', 'src/c.ts#L3-L9'],
    ['src/c.ts~2', 'src/c.ts~2'],
    ['src/d.ts', 'src/d.ts'],
    ['Update `src/d.ts` too:', 'src/d.ts'],
    ['It moves from src/b.ts to src/d.ts:', ''],
    ['Both read/write and `this.d` change, e.g. for v1.2:', undefined],
    ['- `this.d` is new\n\nNext:', undefined],
    ['src/d.ts#L3-L9', 'src/d.ts#L3-L9'],
    ['`src/d.ts#L30`:', 'src/d.ts#L30'],
    ['**src/d.ts#L13-40** ', 'src/d.ts#L13-40'],
    ['src/d.ts~12', 'src/d.ts~12'],
    ['d.ts~2', 'd.ts~2'],
    ['d.ts~12', 'd.ts~12'],
    ['d.ts~old', undefined],
    ['src/d.ts~2#L3-L9', 'src/d.ts~2#L3-L9'],
    ['src/b.ts\nsrc/d.ts', 'src/d.ts'],
    ['```text notes', 'notes'],
    ['```text  by notes', 'notes'],
    ['  ##  **notes**: ', 'notes'],
    ['setup.cfg', 'setup.cfg'],
    ['setup.cfg\n \n```', 'setup.cfg'],
    ['setup.cfg\n\nThis says how:', undefined],
    ['setup.cfg\n\nThis says how:\n```', undefined],
    ['src/d.ts\nThis says how:', 'src/d.ts'],
    ['Makefile\nThis says how:', 'Makefile'],
    ['In src/b.ts it changes.\nAnd so on:', 'src/b.ts'],
    ['Update `src/x/d.ts` too:', 'src/x/d.ts'],
    ['lib/My File.cs is new', 'lib/My File.cs'],
    ['Then lib/My File.cs. And so on:', 'lib/My File.cs'],
    ['In mylib/My File.cs it changes:', undefined],
    ['In lib/My File.cs2 it changes:', undefined],
    ['In lib/My File.cs.bak it changes:', undefined],
    ['Next:', undefined],
    ['```', undefined],
    ['', undefined],
  ];
  for (const [above, file] of table) {
    it(JSON.stringify(above), () => assert.equal(fileAbove(above.split('\n'), known), file));
  }

  it('takes a file with spaces in its name for that, and not for the one that its end names', () => {
    assert.equal(fileAbove(['In lib/My File.cs:'], new Set(['File.cs', 'lib/My File.cs'])), 'lib/My File.cs');
  });

  it('looks for no file in very long lines', () => {
    const sentence = (length: number): string => `In src/b.ts ${'a '.repeat(length)}`.slice(0, length);
    assert.equal(fileAbove([sentence(1_000)], known), 'src/b.ts');
    assert.equal(fileAbove([sentence(1_001)], known), undefined);
    assert.equal(fileInHeading('src/b.ts'.padEnd(1_000), known), 'src/b.ts');
    assert.equal(fileInHeading('src/b.ts'.padEnd(1_001), known), undefined);
  });
});
