import assert from 'node:assert/strict';
import { backOffMs } from '../../../../src/session/connection/backOff';

describe('backOffMs', () => {
  const cases: readonly (readonly [number, number, number])[] = [
    [0, 0, 125],
    [0, 0.999999, 250],
    [1, 0, 250],
    [3, 0.5, 1500],
    [7, 0, 15_000],
    [50, 0, 15_000],
    [5000, 0.999999, 30_000],
  ];
  for (const [attempt, random, ms] of cases) {
    it(`attempt ${attempt} with ${random} waits ${ms} ms`, () =>
      assert.equal(backOffMs(attempt, random), ms));
  }
});
