import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Stretch } from '../../../src/diff/stretch';
import { TakenStretches } from '../../../src/diff/takenStretches';

describe('TakenStretches', () => {
  it('takes what overlaps nothing that is taken, in whatever order', () => {
    const stretch = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 20 }), stretches => {
        const places = new TakenStretches();
        const taken: Stretch[] = [];
        for (const [start, length] of stretches) {
          const next = { start, end: start + length };
          const isFree = taken.every(({ start, end }) => next.end <= start || end <= next.start);
          assert.equal(places.take(next), isFree);
          if (isFree) taken.push(next);
        }
      }),
    );
  });
});
