import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { raceAbort, timeLimit } from '../../../src/common/abort';
import { createDeferred } from '../../../src/common/deferred';
import { ManualClock } from '../../support/manualClock';

const listeners = ({ signal }: AbortController): number => getEventListeners(signal, 'abort').length;

describe('raceAbort', () => {
  it('settles as the promise does, and listens no more', async () => {
    const abort = new AbortController();
    assert.equal(await raceAbort(Promise.resolve(7), abort.signal), 7);
    await assert.rejects(raceAbort(Promise.reject(new Error('no')), abort.signal), /^Error: no$/);
    assert.equal(listeners(abort), 0);
  });
  it('rejects with the reason once the signal aborts, whatever becomes of the promise', async () => {
    const abort = new AbortController();
    const late = createDeferred<number>();
    const race = raceAbort(late.promise, abort.signal);
    assert.equal(listeners(abort), 1);
    abort.abort(new Error('enough'));
    await assert.rejects(race, /^Error: enough$/);
    late.reject(new Error('nobody is to hear this'));
    await assert.rejects(raceAbort(Promise.resolve(7), abort.signal), /^Error: enough$/);
    assert.equal(listeners(abort), 0);
  });
  it('rejects with an error where the reason is none', async () => {
    await assert.rejects(raceAbort(new Promise(() => {}), AbortSignal.abort('words')), /^Error: aborted$/);
  });
});

describe('timeLimit', () => {
  const setUp = () => {
    const [clock, abort] = [new ManualClock(), new AbortController()];
    return { clock, abort, limit: timeLimit(clock, 100, abort.signal) };
  };
  it('aborts after its time', async () => {
    const { clock, abort, limit } = setUp();
    await clock.advance(99);
    assert.equal(limit.signal.aborted, false);
    await clock.advance(1);
    assert.equal(limit.signal.aborted, true);
    assert.deepEqual([clock.pending, listeners(abort)], [0, 0]);
  });
  it('aborts with the other signal', () => {
    const { clock, abort, limit } = setUp();
    abort.abort();
    assert.equal(limit.signal.aborted, true);
    assert.deepEqual([clock.pending, listeners(abort)], [0, 0]);
    assert.equal(timeLimit(clock, 100, abort.signal).signal.aborted, true);
    assert.equal(clock.pending, 0);
  });
  it('leaves nothing behind when it is disposed of', () => {
    const { clock, abort, limit } = setUp();
    limit.dispose();
    assert.equal(limit.signal.aborted, true);
    assert.deepEqual([clock.pending, listeners(abort)], [0, 0]);
  });
});
