import assert from 'node:assert/strict';
import { PacedLoop } from '../../../../src/editor/edit/pacedLoop';
import { ManualClock } from '../../../support/manualClock';

/** Between two steps, in ms. */
const paceMs = 50;

describe('PacedLoop', () => {
  it('keeps its pace until nothing is left, then rests', async () => {
    const clock = new ManualClock();
    const at: number[] = [];
    const rests: boolean[] = [];
    let left = 3;
    const loop = new PacedLoop(clock, {
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
    for (let step = 0; step < 3; step++) await clock.advance(paceMs);
    await running;
    assert.equal(at.length, 3);
    assert.ok(at.every((time, index) => index === 0 || time - (at[index - 1] ?? 0) >= paceMs));
    assert.deepEqual(rests, [false]);
  });

  it('begins the next step in the same turn when the last one took longer than that', async () => {
    const clock = new ManualClock();
    let steps = 0;
    const loop = new PacedLoop(clock, {
      wants: () => steps < 3,
      step: () => {
        steps++;
        clock.jump(paceMs + 10);
        return Promise.resolve(true);
      },
      rest: () => undefined,
    });
    await loop.poke();
    assert.equal(steps, 3);
  });

  it('begins at once after a rest', async () => {
    const clock = new ManualClock();
    const at: number[] = [];
    let left = 1;
    const loop = new PacedLoop(clock, {
      wants: () => left > 0,
      step: () => {
        left--;
        at.push(clock.now());
        return Promise.resolve(true);
      },
      rest: () => undefined,
    });
    await loop.poke();
    await clock.advance(2 * paceMs);
    left = 1;
    const now = clock.now();
    await loop.poke();
    assert.equal(at.at(-1), now);
  });

  it('stops at a step that cannot be done', async () => {
    const rests: boolean[] = [];
    const clock = new ManualClock();
    const loop = new PacedLoop(clock, {
      wants: () => true,
      step: () => Promise.resolve(false),
      rest: failed => rests.push(failed),
    });
    const running = loop.poke();
    await clock.advance(paceMs);
    await running;
    assert.deepEqual(rests, [true]);
  });
});
