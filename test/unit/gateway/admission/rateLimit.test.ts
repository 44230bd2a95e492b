import assert from 'node:assert/strict';
import { RateLimit } from '../../../../src/gateway/admission/rateLimit';
import { ManualClock } from '../../../support/manualClock';

describe('RateLimit', () => {
  it('takes a minute of requests at once, then says how long to wait', () => {
    const clock = new ManualClock();
    const rate = new RateLimit(60, clock);
    for (let i = 0; i < 60; i++) assert.equal(rate.take(), 0);
    assert.equal(rate.take(), 1_000);
    clock.tick(400);
    assert.equal(Math.round(rate.take()), 600);
    clock.tick(600);
    assert.equal(rate.take(), 0);
    assert.equal(rate.take(), 1_000);
  });

  it('never saves up more than a minute', () => {
    const clock = new ManualClock();
    const rate = new RateLimit(3, clock);
    clock.tick(3_600_000);
    assert.deepEqual([rate.take(), rate.take(), rate.take()], [0, 0, 0]);
    assert.equal(rate.take(), 20_000);
  });
});
