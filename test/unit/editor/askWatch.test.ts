import assert from 'node:assert/strict';
import { AskWatch } from '../../../src/editor/askWatch';
import { ManualClock } from '../../support/manualClock';

describe('AskWatch', () => {
  it('is content while every change is followed by a question', async () => {
    const clock = new ManualClock();
    const watch = new AskWatch(clock);
    for (let key = 0; key < 50; key++) {
      watch.changed();
      await clock.advance(110);
      watch.asked();
      await clock.advance(2_000);
      assert.equal(watch.silent, false);
    }
  });

  it('is content in a burst of keys, too fast for a question in between', async () => {
    const clock = new ManualClock();
    const watch = new AskWatch(clock);
    for (let key = 0; key < 10; key++) {
      watch.changed();
      assert.equal(watch.silent, false);
      await clock.advance(45);
    }
  });

  it('notices after half a second that nobody asks, and goes on when somebody does', async () => {
    const clock = new ManualClock();
    const watch = new AskWatch(clock);
    watch.changed();
    await clock.advance(500);
    watch.changed();
    assert.equal(watch.silent, false);
    await clock.advance(1);
    assert.equal(watch.silent, true);
    await clock.advance(3_600_000);
    watch.changed();
    assert.equal(watch.silent, true);
    watch.asked();
    watch.changed();
    assert.equal(watch.silent, false);
  });
});
