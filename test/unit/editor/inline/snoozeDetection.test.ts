import assert from 'node:assert/strict';
import { SnoozeDetection } from '../../../../src/editor/inline/snoozeDetection';
import { ManualClock } from '../../../support/manualClock';

describe('SnoozeDetection', () => {
  function setUp(): { clock: ManualClock; watch: SnoozeDetection } {
    const clock = new ManualClock();
    return { clock, watch: new SnoozeDetection(clock) };
  }

  it('is content while every key is followed by a question', async () => {
    const { clock, watch } = setUp();
    for (let key = 0; key < 50; key++) {
      watch.typed('a');
      await clock.advance(110);
      watch.asked();
      await clock.advance(2_000);
      assert.equal(watch.silent, false);
    }
  });

  it('is content in a burst of keys, too fast for a question in between, however long', async () => {
    const { clock, watch } = setUp();
    for (let key = 0; key < 100; key++) {
      watch.typed('a');
      assert.equal(watch.silent, false);
      await clock.advance(45);
    }
  });

  it('notices after half a second that nobody asks, and goes on when somebody does', async () => {
    const { clock, watch } = setUp();
    watch.typed('a');
    await clock.advance(500);
    watch.typed('a');
    assert.equal(watch.silent, false);
    await clock.advance(1);
    assert.equal(watch.silent, true);
    await clock.advance(3_600_000);
    for (let key = 0; key < 10; key++) {
      watch.typed('a');
      assert.equal(watch.silent, true, 'not even a burst brings it to think otherwise');
      await clock.advance(30);
    }
    watch.asked();
    watch.typed('a');
    assert.equal(watch.silent, false);
  });

  it('says nothing for a single key: it may be an edit that only looks like one', async () => {
    const { clock, watch } = setUp();
    watch.typed('a');
    await clock.advance(10_000);
    assert.equal(watch.silent, false);
  });

  it('knows in which document nobody asked', async () => {
    const { clock, watch } = setUp();
    watch.typed('a');
    await clock.advance(200);
    watch.typed('a');
    await clock.advance(501);
    assert.deepEqual([watch.silentIn('a'), watch.silentIn('b')], [true, false]);
  });
});
