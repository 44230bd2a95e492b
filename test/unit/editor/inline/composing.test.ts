import assert from 'node:assert/strict';
import { Composing, pauseMs, type TextChange } from '../../../../src/editor/inline/composing';
import { ManualClock } from '../../../support/manualClock';

/** Steps of an input method at an offset: each replaces the one before. */
const steps = (offset: number, texts: readonly string[]): TextChange[] =>
  texts.map((text, n) => ({ offset, removed: texts[n - 1]?.length ?? 0, text }));

describe('Composing', () => {
  const cases: Record<string, readonly [TextChange[], boolean[]]> = {
    'Japanese: every step': [steps(7, ['ｎ', 'に', 'にｈ', '日本']), [true, true, true, true]],
    'Pinyin: from the second step on': [steps(7, ['n', 'ni', '你']), [false, true, true]],
    'plain keys': [
      [
        { offset: 0, removed: 0, text: 'a' },
        { offset: 1, removed: 0, text: 'é' },
        { offset: 2, removed: 0, text: '🎉' },
      ],
      [false, false, false],
    ],
    'a suggestion with a Chinese comment': [[{ offset: 4, removed: 0, text: 'sum(); // 总和' }], [false]],
    'the key after it': [
      [...steps(3, ['n', 'ni']), { offset: 5, removed: 0, text: '!' }],
      [false, true, false],
    ],
    'deleting what was typed': [
      [
        { offset: 4, removed: 0, text: 'x' },
        { offset: 4, removed: 1, text: '' },
      ],
      [false, false],
    ],
    'an entry of the suggest widget in the place of a word': [
      [
        { offset: 2, removed: 0, text: 'i' },
        { offset: 0, removed: 3, text: 'print' },
      ],
      [false, false],
    ],
  };
  for (const [what, [changes, expected]] of Object.entries(cases)) {
    it(`knows ${what}`, () => {
      const composing = new Composing(new ManualClock());
      const seen = changes.map(change => {
        composing.changed(change);
        return composing.now;
      });
      assert.deepEqual(seen, expected);
    });
  }

  it('waits for a pause while composing, and not otherwise', async () => {
    const clock = new ManualClock();
    const composing = new Composing(clock);
    await composing.pause(new AbortController().signal);
    composing.changed({ offset: 0, removed: 0, text: 'に' });
    let over = false;
    const pause = composing.pause(new AbortController().signal).then(() => (over = true));
    await clock.advance(pauseMs - 1);
    assert.equal(over, false);
    await clock.advance(1);
    await pause;
    const typedOn = new AbortController();
    const cut = composing.pause(typedOn.signal);
    typedOn.abort();
    await assert.rejects(cut);
    assert.equal(clock.pending, 0);
  });
});
