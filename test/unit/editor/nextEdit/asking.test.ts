import assert from 'node:assert/strict';
import { Asking } from '../../../../src/editor/nextEdit/asking';
import { ManualClock } from '../../../support/manualClock';

describe('asking for next edits', () => {
  it('one question at a time: a new one ends the one that waits and the one that runs', async () => {
    const clock = new ManualClock();
    const asking = new Asking(clock);
    const asked: string[] = [];
    const signals: AbortSignal[] = [];
    const ask = (name: string) => (signal: AbortSignal) => {
      asked.push(name);
      signals.push(signal);
      return new Promise<void>(() => undefined);
    };
    asking.soon(10, ask('a'));
    asking.soon(10, ask('b'));
    clock.tick(10);
    assert.deepEqual(asked, ['b']);
    asking.soon(10, ask('c'));
    assert.equal(
      signals[0]?.aborted,
      true,
      'the running one ends with the new question, not with its answer',
    );
    clock.tick(10);
    assert.deepEqual(asked, ['b', 'c']);
    asking.dispose();
    assert.equal(signals[1]?.aborted, true);
    await Promise.resolve();
  });

  it('a change ends the question before it is asked', () => {
    const clock = new ManualClock();
    const asking = new Asking(clock);
    asking.soon(10, () => assert.fail('it was asked'));
    asking.cancel();
    clock.tick(100);
  });
});
