import assert from 'node:assert/strict';
import { lineEndIn } from '../../../src/common/lineEnd';

describe('lineEndIn', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['', '\n'],
    ['one line', '\n'],
    ['one\ntwo', '\n'],
    ['one\r\ntwo', '\r\n'],
    ['\r\n', '\r\n'],
    ['half of one\r', '\n'],
  ];
  for (const [text, end] of rows)
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(end)}`, () => assert.equal(lineEndIn(text), end));
});
