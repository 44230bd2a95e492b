import assert from 'node:assert/strict';
import { indentOf } from '../../../../src/common/code/indent';

describe('indentOf', () => {
  const table: [line: string, indent: string][] = [
    ['  a b', '  '],
    ['\t a', '\t '],
    ['a', ''],
    ['   ', '   '],
    ['', ''],
  ];
  for (const [line, indent] of table) {
    it(`of ${JSON.stringify(line)} is ${JSON.stringify(indent)}`, () => assert.equal(indentOf(line), indent));
  }
});
