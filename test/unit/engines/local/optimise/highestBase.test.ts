import assert from 'node:assert/strict';
import { highestBase } from '../../../../../src/engines/local/optimise/highestBase';

const bases: readonly (readonly [ends: (value: number) => boolean, highest: number | undefined])[] = [
  [value => value <= 1, 1],
  [value => value === 0 || value === 1, 1],
  [value => value === 2, 2],
  [value => value === 0 || value === 2, undefined],
  [value => value < 0 || value === 1, undefined],
  [value => value < 0 || value === 0, 0],
  [value => value < 0, undefined],
  [() => false, undefined],
];

describe('highestBase', () => {
  for (const [ends, highest] of bases) {
    it(`${String(ends)}: ${highest}`, () => assert.equal(highestBase(3, ends), highest));
  }
});
