import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TokenCounts } from '../../../../src/chat/native/tokenCounts';
import { estimateTokens } from '../../../../src/common/tokenEstimate';

/** Counts that note how much was read for them. */
function counting() {
  const read = { calls: 0, units: 0 };
  const counts = new TokenCounts(text => {
    read.calls++;
    read.units += text.length;
    return estimateTokens(text);
  });
  return { counts, read };
}

const line = (at: number): string => `  const value${at} = items[${at}].price * 0.${at % 90};\n`;
const lines = (count: number): string => Array.from({ length: count }, (_, at) => line(at)).join('');

describe('TokenCounts', () => {
  it('counts as the estimate does', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), text => {
        assert.equal(counting().counts.of(text), estimateTokens(text));
      }),
    );
  });

  it('reads no text twice, however often it is asked', () => {
    const { counts, read } = counting();
    const texts = Array.from({ length: 50 }, (_, at) => lines(at + 1));
    for (let round = 0; round < 100; round++) for (const text of texts) counts.of(text);
    assert.equal(read.calls, 50);
    assert.equal(read.units, texts.join('').length);
  });

  it('reads a few thousand characters of a text of any length', () => {
    const { counts, read } = counting();
    const text = lines(20_000);
    for (let end = 10_000; end <= text.length; end += 10_000) counts.of(text.slice(0, end));
    const asked = Math.floor(text.length / 10_000);
    assert.ok(asked > 50);
    assert.ok(read.units <= asked * 8_000, `${read.units} for ${asked}`);
  });

  it('tells of a long text what is near the truth, also where its parts differ', () => {
    const { counts } = counting();
    for (const text of [
      lines(2_000),
      lines(400) + '数を合計して返す。\n'.repeat(2_000),
      'x'.repeat(100_000),
    ]) {
      const ratio = counts.of(text) / estimateTokens(text);
      assert.ok(ratio > 0.85 && ratio < 1.15, String(ratio));
    }
  });

  it('forgets the oldest, and keeps no text that is very long', () => {
    const { counts, read } = counting();
    counts.of('first');
    for (let at = 0; at < 4_000; at++) counts.of(line(at));
    counts.of('first');
    assert.equal(read.calls, 4_002);
    const before = read.calls;
    for (let at = 0; at < 1_000; at++) counts.of(`${at}${'a'.repeat(5_000)}`);
    counts.of(line(3_999));
    assert.equal(read.calls, before + 1_001, 'their length counts as well');
    const huge = 'a'.repeat(300_000);
    counts.of(huge);
    const once = read.calls;
    counts.of(huge);
    assert.equal(read.calls, once + 8, 'eight samples');
  });
});
