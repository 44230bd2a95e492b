import assert from 'node:assert/strict';
import { systemClock } from '../../../src/common/systemClock';

describe('systemClock', () => {
  it('calls after its time, in order, and not at all what was disposed of', async () => {
    const called: string[] = [];
    await new Promise<void>(resolve => {
      systemClock.setTimeout(() => {
        called.push('later');
        resolve();
      }, 20);
      systemClock.setTimeout(() => called.push('soon'), 1);
      systemClock.setTimeout(() => called.push('never'), 1).dispose();
    });
    assert.deepEqual(called, ['soon', 'later']);
  });

  for (const days of [25, 365, Infinity])
    it(`does not call at once what is due in ${days} days, which is more than a timer of Node can count`, async () => {
      const called: string[] = [];
      const timer = systemClock.setTimeout(() => called.push('due'), days * 24 * 60 * 60_000);
      await new Promise(resolve => setTimeout(resolve, 20));
      timer.dispose();
      assert.deepEqual(called, []);
    });
});
