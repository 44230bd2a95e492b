import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TakenPlaces } from '../../../../../src/engines/local/optimise/takenPlaces';

const place = fc
  .tuple(fc.nat(2000), fc.nat(600))
  .map(([start, length]) => ({ start, end: start + length, text: '' }));

describe('TakenPlaces', () => {
  it('finds exactly the edits that touch', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 20 }), place, (places, edit) => {
        const taken = new TakenPlaces();
        places.forEach(other => taken.add(other));
        assert.equal(
          taken.has(edit),
          places.some(other => edit.start <= other.end && other.start <= edit.end),
        );
      }),
    );
  });
});
