import assert from 'node:assert/strict';
import { numbersDetail, numbersText as unbroken } from '../../../../src/webview/chat/transcript/numbersText';

const numbersText = (...numbers: Parameters<typeof unbroken>): string =>
  unbroken(...numbers).replaceAll('\u00a0', ' ');

describe('the figures of an answer', () => {
  it('says what is known and leaves out what is not', () => {
    assert.equal(numbersText({}), '');
    assert.equal(numbersText({ outputTokens: 1 }), '1 token');
    const otherTier = 'default instead of ultrafast';
    assert.equal(numbersText({ otherTier, endReason: 'complete' }), `${otherTier} · complete`);
    assert.equal(
      numbersText({
        firstTokenMs: 210.4,
        redirectMs: 95,
        tokensPerSecond: 1_040.4,
        outputTokens: 800,
        endReason: 'complete',
      }),
      '210 ms to first token · 95 ms to the new course · 1,040 tokens/s · 800 tokens · complete',
    );
  });

  it('breaks behind a dot only', () => {
    const text = unbroken({ firstTokenMs: 9, redirectMs: 36, tokensPerSecond: 120, outputTokens: 84 });
    assert.deepEqual(
      text.split(' ').map(line => line.replaceAll('\u00a0', ' ')),
      ['9 ms to first token ·', '36 ms to the new course ·', '120 tokens/s ·', '84 tokens'],
    );
  });

  for (const [ms, says] of [
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [59_949, '59.9 s'],
    [60_000, '1 min'],
    [150_000, '3 min'],
  ] as const) {
    it(`writes ${ms} ms as ${says}`, () => {
      assert.equal(numbersText({ firstTokenMs: ms }), `${says} to first token`);
    });
  }

  it('keeps the rest for the tooltip', () => {
    assert.equal(numbersDetail({}), '');
    assert.equal(
      numbersDetail({ inputTokens: 12_345, cachedTokens: 12_000, totalMs: 1_500 }),
      '12,345 tokens read, 12,000 of them from the cache\n1.5 s in all',
    );
    assert.equal(numbersDetail({ inputTokens: 3, cachedTokens: 0 }), '3 tokens read');
  });
});
