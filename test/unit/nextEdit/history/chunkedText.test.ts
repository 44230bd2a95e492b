import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkedText } from '../../../../src/nextEdit/history/chunkedText';

describe('ChunkedText', () => {
  const piece = fc.oneof(
    fc.constantFrom('\n', '\r\n', '\t', 'a', 'const x = 1;\n', '👍', ''),
    fc.nat(9_000).map(count => 'line of text\n'.repeat(count / 13)),
  );

  it('is the text that a string would be, after any edits', () => {
    const edits = fc.array(fc.record({ at: fc.nat(1_000), length: fc.nat(6_000), text: piece }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(piece, edits, (first, all) => {
        let plain = first;
        const text = new ChunkedText(first);
        for (const { at, length, text: insert } of all) {
          const offset = Math.floor((at / 1_001) * (plain.length + 1));
          const gone = Math.min(length, plain.length - offset);
          plain = plain.slice(0, offset) + insert + plain.slice(offset + gone);
          text.replace(offset, gone, insert);
          assert.equal(text.length, plain.length);
          assert.equal(text.lineAt(offset), plain.slice(0, offset).split('\n').length - 1);
          assert.equal(text.lineStart(offset, 1e9), plain.slice(0, offset).lastIndexOf('\n') + 1);
          assert.equal(
            text.slice(offset - 20, offset + 30),
            plain.slice(Math.max(0, offset - 20), offset + 30),
          );
        }
        assert.equal(text.slice(0, Infinity), plain);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  const table: [what: string, text: string, offset: number, most: number, start: number, end: number][] = [
    ['a line', 'ab\ncd\nef', 4, 99, 3, 5],
    ['the first line', 'ab\ncd', 0, 99, 0, 2],
    ['the last line', 'ab\ncd', 5, 99, 3, 5],
    ['a line that ends with CRLF', 'ab\r\ncd', 1, 99, 0, 2],
    ['between CR and LF', 'ab\r\ncd', 3, 99, 0, 3],
    ['a long line, as far as is asked for', 'x'.repeat(10_000), 5_000, 10, 4_990, 5_010],
    ['no text', '', 0, 99, 0, 0],
  ];
  for (const [what, text, offset, most, start, end] of table) {
    it(`finds the ends of ${what}`, () => {
      const chunked = new ChunkedText(text);
      assert.deepEqual([chunked.lineStart(offset, most), chunked.lineEnd(offset, most)], [start, end]);
    });
  }
});
