import assert from 'node:assert/strict';
import { costsBetween, growthOf, type Mark } from '../../../bench/chat/costs';

const marks = (...pairs: readonly (readonly [busy: number, deltas: number])[]): Mark[] =>
  pairs.map(([busy, deltas]) => ({ busy, deltas }));

describe('the costs of the deltas of an answer', () => {
  it('are the time between two marks, shared by the deltas that came', () => {
    assert.deepEqual(costsBetween(marks([5, 0], [25, 10], [65, 20])), [2, 4]);
  });

  it('belong to the next range where no delta was counted', () => {
    assert.deepEqual(costsBetween(marks([0, 0], [10, 0], [30, 10], [31, 10])), [undefined, 3, undefined]);
  });

  it('grow by the last ranges in relation to the first', () => {
    assert.equal(growthOf(marks([0, 0], [10, 10], [20, 20], [40, 30], [60, 40]), 2), 2);
    assert.equal(growthOf(marks([0, 0], [10, 0], [20, 20], [60, 40], [60, 40]), 2), 2, 'an empty one');
  });

  it('tell no growth where nothing came, or where there are too few', () => {
    assert.equal(growthOf(marks([0, 0], [10, 0], [20, 20]), 1), undefined);
    assert.equal(growthOf(marks([0, 0], [10, 10], [20, 10]), 1), undefined);
    assert.equal(growthOf(marks([0, 0], [10, 10]), 1), undefined);
    assert.equal(growthOf([], 1), undefined);
  });
});
