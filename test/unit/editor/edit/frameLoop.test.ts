import assert from 'node:assert/strict';
import { FrameLoop } from '../../../../src/editor/edit/frameLoop';
import { ManualClock } from '../../../support/manualClock';

describe('FrameLoop', () => {
  it('does a step a frame until nothing is left, then rests', async () => {
    const clock = new ManualClock();
    const at: number[] = [];
    const rests: boolean[] = [];
    let left = 3;
    const loop = new FrameLoop(clock, {
      wants: () => left > 0,
      step: () => {
        left--;
        at.push(clock.now());
        return Promise.resolve(true);
      },
      rest: failed => rests.push(failed),
    });
    const running = loop.poke();
    void loop.poke();
    for (let frame = 0; frame < 3; frame++) {
      await clock.advance(16);
    }
    await running;
    assert.equal(at.length, 3);
    assert.ok(at.every((time, index) => index === 0 || time - (at[index - 1] ?? 0) >= 16));
    assert.deepEqual(rests, [false]);
  });

  it('begins the next step in the same turn when the last one took longer than a frame', async () => {
    const clock = new ManualClock();
    let steps = 0;
    const loop = new FrameLoop(clock, {
      wants: () => steps < 3,
      step: () => {
        steps++;
        clock.jump(20);
        return Promise.resolve(true);
      },
      rest: () => undefined,
    });
    await loop.poke();
    assert.equal(steps, 3);
  });

  it('stops at a step that cannot be done', async () => {
    const rests: boolean[] = [];
    const clock = new ManualClock();
    const loop = new FrameLoop(clock, {
      wants: () => true,
      step: () => Promise.resolve(false),
      rest: failed => rests.push(failed),
    });
    const running = loop.poke();
    await clock.advance(16);
    await running;
    assert.deepEqual(rests, [true]);
  });
});
