import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkedPlaces } from '../../../src/diff/markedPlaces';

describe('MarkedPlaces', () => {
  it('counts what is marked in any range', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40)), fc.nat(41), fc.nat(41), (marked, a, b) => {
        const places = new MarkedPlaces(41);
        for (const place of marked) places.mark(place);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        assert.equal(
          places.count(from, to),
          new Set(marked.filter(place => place >= from && place < to)).size,
        );
      }),
    );
  });
});
