import assert from 'node:assert/strict';
import { slope } from '../../../bench/support/slope';

describe('slope', () => {
  it('is that of a straight line', () => {
    assert.equal(
      slope([
        [0, 5],
        [10, 25],
        [30, 65],
      ]),
      2,
    );
  });

  it('is not moved by one outlier', () => {
    const line = Array.from({ length: 9 }, (_, x) => [x, x === 4 ? 1000 : 3 * x] as const);
    assert.equal(slope(line), 3);
  });

  it('is unknown without two places', () => {
    assert.equal(slope([[1, 1]]), NaN);
    assert.equal(
      slope([
        [1, 1],
        [1, 9],
      ]),
      NaN,
    );
  });
});
