import assert from 'node:assert/strict';
import { lineEndOf } from '../../../src/common/lineEnd';

describe('lineEndOf', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['', '\n'],
    ['one line', '\n'],
    ['one\ntwo', '\n'],
    ['one\r\ntwo', '\r\n'],
    ['\r\n', '\r\n'],
    ['half of one\r', '\n'],
  ];
  for (const [text, end] of rows)
    it(`of ${JSON.stringify(text)} is ${JSON.stringify(end)}`, () => assert.equal(lineEndOf(text), end));
});
