import assert from 'node:assert/strict';
import { fileAbove } from '../../../src/diff/blockFile';

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
    ['Next:', undefined],
    ['```', undefined],
    ['', undefined],
  ];
  for (const [above, file] of table) {
    it(JSON.stringify(above), () => assert.equal(fileAbove(above.split('\n'), known), file));
  }
});
