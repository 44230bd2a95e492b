import assert from 'node:assert/strict';
import { TypingRhythm } from '../../../../src/completion/requests/typingRhythm';

function typed(...times: number[]): TypingRhythm {
  const rhythm = new TypingRhythm();
  for (const time of times) rhythm.key(time);
  return rhythm;
}

describe('TypingRhythm', () => {
  it('knows nothing at first', () => {
    assert.equal(typed().inBurst, false);
    assert.equal(typed(0).inBurst, false);
    assert.equal(typed(0, 100, 200, 300).usualGapMs, undefined);
  });
  it('learns how soon keys follow', () => {
    assert.equal(typed(0, 100, 200, 300, 400).usualGapMs, 100);
    assert.equal(typed(0, 100, 200, 300, 480).usualGapMs, 180);
    assert.equal(typed(0, 180, 280, 380, 480).usualGapMs, 180);
    assert.equal(typed(0, 300, 350, 390, 490).usualGapMs, 300);
  });
  it('does not count pauses', () => {
    const rhythm = typed(0, 100, 200, 300, 400, 5000);
    assert.equal(rhythm.usualGapMs, 100);
    assert.equal(rhythm.inBurst, false);
    rhythm.key(5100);
    assert.equal(rhythm.inBurst, true);
  });
  it('forgets how it was long ago', () => {
    const slow = Array.from({ length: 20 }, (_, n) => n * 300);
    const fast = Array.from({ length: 16 }, (_, n) => 5700 + (n + 1) * 50);
    assert.equal(typed(...slow, ...fast).usualGapMs, 50);
  });
});
