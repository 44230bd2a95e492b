import assert from 'node:assert/strict';
import { diffArrays } from 'diff';
import fc from 'fast-check';
import { align } from '../../../src/diff/alignment';

function sum(marks: Uint8Array): number {
  return marks.reduce((total, mark) => total + mark, 0);
}

/** What is not marked, on both sides. */
function common(before: readonly number[], after: readonly number[], reach?: number): [number[], number[]] {
  const { removed, added } = align(Int32Array.from(before), Int32Array.from(after), reach);
  return [before.filter((_, at) => removed[at] === 0), after.filter((_, at) => added[at] === 0)];
}

const items = fc.array(fc.nat(6), { maxLength: 60, size: 'max' });

describe('align', () => {
  it('marks no more than jsdiff, whose diff is the smallest', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const { removed, added } = align(Int32Array.from(before), Int32Array.from(after));
        const smallest = diffArrays(before, after).reduce(
          (total, { added, removed, count }) => total + (added || removed ? count : 0),
          0,
        );
        assert.equal(sum(removed) + sum(added), smallest);
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves equal items on both sides, also when the differences are out of reach', () => {
    fc.assert(
      fc.property(items, items, fc.integer({ min: 1, max: 8 }), (before, after, reach) => {
        const [left, right] = common(before, after, reach);
        assert.deepEqual(left, right);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a moved block that is out of reach by what occurs once', () => {
    const before = Array.from({ length: 90 }, (_, at) => at);
    const after = [...before.slice(0, 30), ...before.slice(50), ...before.slice(30, 50)];
    const [kept] = common(before, after, 4);
    assert.equal(kept.length, 70);
  });
});
