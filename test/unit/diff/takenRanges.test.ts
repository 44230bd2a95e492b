import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OffsetRange } from '../../../src/diff/offsetRange';
import { TakenRanges } from '../../../src/diff/takenRanges';

describe('TakenRanges', () => {
  it('takes what overlaps nothing that is taken, in whatever order', () => {
    const range = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), ranges => {
        const places = new TakenRanges();
        const taken: OffsetRange[] = [];
        for (const [start, length] of ranges) {
          const next = { start, end: start + length };
          const isFree = taken.every(({ start, end }) => next.end <= start || end <= next.start);
          assert.equal(places.take(next), isFree);
          if (isFree) taken.push(next);
        }
      }),
    );
  });

  it('may take what was given back, and nothing else', () => {
    const places = new TakenRanges();
    const [one, two] = [
      { start: 0, end: 5 },
      { start: 5, end: 9 },
    ];
    assert.ok(places.take(one) && places.take(two));
    places.release(one);
    places.release({ start: 5, end: 9 });
    assert.ok(!places.take({ start: 4, end: 6 }));
    assert.ok(places.take({ start: 3, end: 5 }));
  });
});
