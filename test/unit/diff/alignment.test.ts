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

  it('goes on from the point that got furthest, where nothing occurs once', () => {
    const some = fc.array(fc.nat(5), { minLength: 200, maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(some, fc.integer({ min: 15, max: 25 }), (before, apart) => {
        const after = before.flatMap((item, at) => {
          if (at % apart === 3) return [];
          if (at % apart === 11) return [item, (item + 2) % 6];
          return [at % apart === 0 ? (item + 1) % 6 : item];
        });
        // Three differences in so many items, again and again: far more than the reach, but never many at once.
        const [[kept], [most]] = [common(before, after, 8), common(before, after)];
        assert.ok(kept.length >= most.length * 0.95, `${kept.length} of ${most.length}`);
        const [back] = common(after, before, 8);
        assert.ok(back.length >= most.length * 0.95, `${back.length} of ${most.length}`);
      }),
      { numRuns: 200 },
    );
  });

  it('leaves equal items where one side is short and the other one long and out of reach', () => {
    const few = fc.array(fc.nat(2), { minLength: 1, maxLength: 6 });
    const many = fc.array(fc.nat(2), { minLength: 20, maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(
        few,
        many,
        fc.array(fc.nat(2)),
        fc.integer({ min: 1, max: 4 }),
        (short, long, head, reach) => {
          const [left, right] = common([...head, ...short], [...head, ...long], reach);
          assert.deepEqual(left, right);
          assert.ok(left.length >= head.length);
          const [back] = common([...head, ...long], [...head, ...short], reach);
          assert.ok(back.length >= head.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('marks everything of what has nothing in common, however much that is', () => {
    const [before, after] = [
      [1, 2, 3, 1, 2, 3],
      [4, 5, 4, 5],
    ];
    for (const reach of [1, 2, 100]) assert.deepEqual(common(before, after, reach), [[], []]);
    assert.deepEqual(common([], after), [[], []]);
    assert.deepEqual(common(before, []), [[], []]);
    assert.deepEqual(common([], []), [[], []]);
    assert.deepEqual(common(before, before, 1), [before, before]);
  });
});
