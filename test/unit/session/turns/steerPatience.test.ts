import assert from 'node:assert/strict';
import { SteerPatience } from '../../../../src/session/turns/steerPatience';
import { ManualClock } from '../../../support/manualClock';

function patience() {
  const clock = new ManualClock();
  const gaveUp: number[] = [];
  const it = new SteerPatience(clock, () => gaveUp.push(clock.now() - begun));
  const begun = clock.now();
  return { it, clock, gaveUp };
}

describe('SteerPatience', () => {
  it('gives up a second after an instruction that nobody answers, counted from the first', () => {
    const { it, clock, gaveUp } = patience();
    it.sent();
    clock.tick(999);
    it.sent();
    clock.tick(10_000);
    assert.deepEqual(gaveUp, [1_000]);
  });

  it('gives up 50 ms after the first acceptance', () => {
    const { it, clock, gaveUp } = patience();
    it.sent();
    clock.tick(300);
    it.accepted();
    clock.tick(40);
    it.accepted();
    clock.tick(10_000);
    assert.deepEqual(gaveUp, [350]);
  });

  it('waits 10 s for a successor once the answer is over', () => {
    const { it, clock, gaveUp } = patience();
    it.sent();
    it.accepted();
    clock.tick(49);
    it.ended();
    it.accepted();
    clock.tick(20_000);
    assert.deepEqual(gaveUp, [10_049]);
  });

  it('begins anew with the next instruction, once the server has turned', () => {
    const { it, clock, gaveUp } = patience();
    it.sent();
    it.accepted();
    it.clear();
    clock.tick(5_000);
    it.sent();
    clock.tick(10_000);
    assert.deepEqual(gaveUp, [6_000]);
  });

  it('never gives up after it was cleared, and an acceptance out of the blue starts nothing', () => {
    const { it, clock, gaveUp } = patience();
    it.accepted();
    it.sent();
    it.clear();
    assert.equal(clock.pending, 0);
    clock.tick(20_000);
    assert.deepEqual(gaveUp, []);
  });
});
