import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RankedWindow } from '../../../../src/completion/context/fileWindows';
import { placesOfFile, type Place } from '../../../../src/completion/context/placesOfFile';

/** Windows of 40 lines that overlap by half, with these scores, the best first. */
function windows(...scores: readonly number[]): RankedWindow[] {
  const all = scores.map((score, at) => ({ first: at * 20, last: at * 20 + 39, score }));
  return all.sort((a, b) => b.score - a.score || a.first - b.first);
}

const lines = (places: readonly Place[]): string[] => places.map(({ first, last }) => `${first}-${last}`);

describe('The places of a file', () => {
  it('are the windows most alike; those that overlap are one', () => {
    assert.deepEqual(lines(placesOfFile(windows(0.1, 0.2, 0.01, 0.01, 0.3), [])), ['0-59', '80-119']);
    assert.deepEqual(placesOfFile(windows(0.01, 0.05), []), []);
  });

  it('stay as they are when other windows are a little better, line by line', () => {
    const former = [{ first: 20, last: 59 }];
    for (const scores of [
      [0.1, 0.11, 0.12],
      [0.13, 0.11, 0.1],
      [0.05, 0.05, 0.05],
    ])
      assert.deepEqual(lines(placesOfFile(windows(...scores), former)), ['20-59']);
  });

  it('give way to lines that overlap them and are clearly better', () => {
    const former = [{ first: 20, last: 59 }];
    assert.deepEqual(lines(placesOfFile(windows(0.01, 0.1, 0.2), former)), ['20-79']);
    assert.deepEqual(lines(placesOfFile(windows(0.01, 0.01, 0.02, 0.2), former)), ['60-99']);
  });

  it('go when nothing of them is alike any more, or there', () => {
    assert.deepEqual(placesOfFile(windows(0.01, 0.04), [{ first: 20, last: 59 }]), []);
    assert.deepEqual(placesOfFile(windows(0.01), [{ first: 200, last: 239 }]), []);
  });

  it('are few, do not overlap, and are the same when asked for again', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(score, { maxLength: 12 }), { minLength: 1, maxLength: 8 }), asked => {
        let former: readonly Place[] = [];
        for (const scores of asked) {
          const places = placesOfFile(windows(...scores), former);
          assert.ok(places.length <= 3);
          for (const [at, { first, last }] of places.entries())
            for (const other of places.slice(at + 1)) assert.ok(last < other.first || other.last < first);
          assert.deepEqual(lines(placesOfFile(windows(...scores), places)), lines(places));
          former = places;
        }
      }),
      { seed: 18, numRuns: 500 },
    );
  });
});
