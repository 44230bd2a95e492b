import assert from 'node:assert/strict';
import fc from 'fast-check';
import { breakLength, splitLines } from '../../../src/diff/lines';

describe('splitLines', () => {
  const table: [text: string, lines: readonly string[]][] = [
    ['', []],
    ['a', ['a']],
    ['\n', ['\n']],
    ['a\nb', ['a\n', 'b']],
    ['a\n\nb\n', ['a\n', '\n', 'b\n']],
    ['a\r\nb\r', ['a\r\n', 'b\r']],
  ];
  for (const [text, lines] of table) {
    it(JSON.stringify(text), () => assert.deepEqual(splitLines(text), lines));
  }

  it('gives lines that make up the text, each with one break at its end', () => {
    const piece = fc.constantFrom('a', '\n', '\r\n', '\r', ' ');
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const lines = splitLines(pieces.join(''));
        assert.equal(lines.join(''), pieces.join(''));
        for (const line of lines.slice(0, -1)) assert.match(line, /^[^\n]*\n$/);
      }),
    );
  });
});

describe('breakLength', () => {
  const table: [line: string, length: number][] = [
    ['a\n', 1],
    ['\n', 1],
    ['a\r\n', 2],
    ['\r\n', 2],
    ['a', 0],
    ['a\r', 0],
    ['', 0],
  ];
  for (const [line, length] of table) {
    it(JSON.stringify(line), () => assert.equal(breakLength(line), length));
  }
});
