import assert from 'node:assert/strict';
import { PacedLoop } from '../../../../../src/editor/edit/live/pacedLoop';
import { ManualClock } from '../../../../support/manualClock';

/** Between two steps, in ms. */
const paceMs = 50;

/** A loop with so many steps to do; each takes `stepMs`. */
function loopOf(count: number, stepMs = 0) {
  const clock = new ManualClock();
  const work = { left: count, at: [] as number[], rests: [] as boolean[], works: true };
  const loop = new PacedLoop(clock, {
    wants: () => work.left > 0,
    step: () => {
      work.left--;
      work.at.push(clock.now());
      clock.jump(stepMs);
      return Promise.resolve(work.works);
    },
    rest: failed => work.rests.push(failed),
  });
  return { clock, work, loop };
}

describe('PacedLoop', () => {
  it('keeps its pace until nothing is left, then rests', async () => {
    const { clock, work, loop } = loopOf(3);
    const running = loop.poke();
    void loop.poke();
    for (let step = 0; step < 3; step++) await clock.advance(paceMs);
    await running;
    assert.equal(work.at.length, 3);
    assert.ok(work.at.every((time, index) => index === 0 || time - (work.at[index - 1] ?? 0) >= paceMs));
    assert.deepEqual(work.rests, [false]);
  });

  it('begins the next step in the same turn when the last one took longer than that', async () => {
    const { work, loop } = loopOf(3, paceMs + 10);
    await loop.poke();
    assert.equal(work.at.length, 3);
  });

  it('begins at once after a rest', async () => {
    const { clock, work, loop } = loopOf(1);
    await loop.poke();
    await clock.advance(2 * paceMs);
    work.left = 1;
    const now = clock.now();
    await loop.poke();
    assert.equal(work.at.at(-1), now);
  });

  it('does nothing that was taken back while it waited', async () => {
    const { clock, work, loop } = loopOf(2);
    const running = loop.poke();
    await clock.advance(paceMs / 2);
    work.left = 0;
    await clock.advance(paceMs);
    await running;
    assert.equal(work.at.length, 1);
    assert.deepEqual(work.rests, [false]);
  });

  it('stops at a step that cannot be done', async () => {
    const { clock, work, loop } = loopOf(Infinity);
    work.works = false;
    const running = loop.poke();
    await clock.advance(paceMs);
    await running;
    assert.deepEqual(work.rests, [true]);
  });
});
