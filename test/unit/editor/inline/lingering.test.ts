import assert from 'node:assert/strict';
import { lingering } from '../../../../src/editor/inline/lingering';
import { ManualClock } from '../../../support/manualClock';

describe('lingering', () => {
  const setUp = () => {
    const clock = new ManualClock();
    const told: boolean[] = [];
    return { clock, told, flag: lingering(clock, 100, value => told.push(value)) };
  };

  it('says nothing of what is over quickly', () => {
    const { clock, told, flag } = setUp();
    flag.set(true);
    clock.tick(99);
    flag.set(false);
    clock.tick(500);
    assert.deepEqual(told, []);
  });

  it('reports what lasts, and its end at once', () => {
    const { clock, told, flag } = setUp();
    flag.set(true);
    clock.tick(100);
    flag.set(true);
    flag.set(false);
    assert.deepEqual(told, [true, false]);
  });

  it('leaves no timer behind', () => {
    const { clock, told, flag } = setUp();
    flag.set(true);
    flag.dispose();
    clock.tick(500);
    assert.deepEqual(told, []);
  });
});
