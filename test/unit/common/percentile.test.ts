import assert from 'node:assert/strict';
import { percentile } from '../../../src/common/percentile';

describe('percentile', () => {
  const cases: readonly (readonly [readonly number[], number, number | undefined])[] = [
    [[], 0.5, undefined],
    [[7], 0.5, 7],
    [[7], 0.95, 7],
    [[3, 1, 2], 0.5, 2],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.95, 10],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.1, 1],
  ];
  for (const [sample, share, expected] of cases) {
    it(`p${share * 100} of [${sample.join(' ')}] is ${expected}`, () => {
      assert.equal(percentile(sample, share), expected);
    });
  }
});
