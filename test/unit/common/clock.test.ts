import assert from 'node:assert/strict';
import { sleep } from '../../../src/common/clock';
import { ManualClock, settle } from '../../support/manualClock';

describe('sleep', () => {
  it('resolves after its time and not before', async () => {
    const clock = new ManualClock();
    let awake = false;
    void sleep(clock, 100).then(() => (awake = true));
    await clock.advance(99);
    assert.equal(awake, false);
    await clock.advance(1);
    assert.equal(awake, true);
  });

  it('rejects with the reason when aborted, and leaves no timer', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const sleeping = sleep(clock, 100, abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(sleeping, /enough/);
    assert.equal(clock.pending, 0);
  });

  it('rejects at once on a signal that has aborted, whatever its reason', async () => {
    const clock = new ManualClock();
    await assert.rejects(sleep(clock, 100, AbortSignal.abort('text')), /aborted/);
    assert.equal(clock.pending, 0);
  });

  it('leaves the signal alone once awake', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const sleeping = sleep(clock, 1, abort.signal);
    await clock.advance(1);
    abort.abort();
    await sleeping;
    await settle();
  });
});
