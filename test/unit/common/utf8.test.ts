import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutToBytes, utf8Length } from '../../../src/common/utf8';

describe('utf8Length', () => {
  it('is what an encoder would produce, lone surrogates included', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0x7ff }),
      fc.integer({ min: 0xd700, max: 0xe100 }),
      fc.integer({ min: 0, max: 0xffff }),
    );
    fc.assert(
      fc.property(fc.array(unit), units => {
        const text = String.fromCharCode(...units);
        assert.equal(utf8Length(text), new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe('cutToBytes', () => {
  it('keeps what has room, and whole characters only', () => {
    const cuts: [text: string, most: number, kept: string][] = [
      ['', 3, ''],
      ['abc', 3, 'abc'],
      ['abcd', 3, 'abc'],
      ['日本', 6, '日本'],
      ['日本', 5, '日'],
      ['a🙂', 4, 'a'],
      ['a🙂', 5, 'a🙂'],
    ];
    for (const [text, most, kept] of cuts) assert.equal(cutToBytes(text, most), kept);
  });
});
