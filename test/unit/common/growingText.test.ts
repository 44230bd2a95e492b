import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GrowingText } from '../../../src/common/growingText';
import { workOf } from '../../support/work';

describe('GrowingText', () => {
  it('gives what was put into it from any place on', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.nat(9_000).map(length => 'x'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(40_000)), (pieces, offsets) => {
        const text = new GrowingText();
        let all = '';
        for (const each of pieces) {
          text.append(each);
          all += each;
          assert.equal(text.length, all.length);
          for (const offset of [0, all.length - 1, all.length, ...offsets]) {
            assert.equal(text.from(Math.max(0, offset)), all.slice(Math.max(0, offset)));
          }
        }
      }),
    );
  });

  it('goes through little to give its end', () => {
    const text = new GrowingText();
    const { characters } = workOf(() => {
      for (let n = 0; n < 5_000; n++) {
        text.append('word word ');
        text.from(text.length - 10);
      }
    });
    assert.ok(characters < 5_000 * 4_200, String(characters));
  });
});
