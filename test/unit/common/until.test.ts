import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/emitter';
import { until } from '../../../src/common/until';
import { ManualClock } from '../../support/manualClock';

describe('until', () => {
  it('is over at once where it holds, without a timer', async () => {
    const clock = new ManualClock();
    await until(() => true, new Emitter<void>().event, clock, 100);
    assert.equal(clock.pending, 0);
  });

  it('is over with the change that makes it hold, and leaves nothing behind', async () => {
    const clock = new ManualClock();
    const changed = new Emitter<void>();
    let holds = false;
    let over = false;
    const waiting = until(() => holds, changed.event, clock, 100).then(() => (over = true));
    changed.fire();
    await Promise.resolve();
    assert.equal(over, false);
    holds = true;
    changed.fire();
    await waiting;
    assert.equal(clock.pending, 0);
  });

  it('is over when patience is', async () => {
    const clock = new ManualClock();
    const waiting = until(() => false, new Emitter<void>().event, clock, 100);
    await clock.advance(100);
    await waiting;
  });
});
