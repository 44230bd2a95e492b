import assert from 'node:assert/strict';
import { fileLocation } from '../../../src/common/fileLocation';

describe('fileLocation', () => {
  const table: [text: string, path: string, line?: number, column?: number][] = [
    ['src/a.ts', 'src/a.ts'],
    ['src/a.ts#L12', 'src/a.ts', 12],
    ['src/a.ts#L12-L20', 'src/a.ts', 12],
    ['src/a.ts#L12C5-L20C1', 'src/a.ts', 12, 5],
    ['src/a.ts:12', 'src/a.ts', 12],
    ['src/a.ts:12:5', 'src/a.ts', 12, 5],
    ['src/a.ts:12-20', 'src/a.ts', 12],
    ['src/a.ts(12,5)', 'src/a.ts', 12, 5],
    ['app/(shop)/page.tsx', 'app/(shop)/page.tsx'],
    ['C:\\a.ts', 'C:\\a.ts'],
    ['docs/a.md#section', 'docs/a.md#section'],
  ];
  for (const [text, path, line, column] of table) {
    it(text, () => assert.deepEqual(fileLocation(text), { path, line, column }));
  }
});
