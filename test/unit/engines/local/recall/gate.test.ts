import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseStop, defaultGate, worthOf, type Stop } from '../../../../../src/engines/local/recall/gate';

/** Stops of something that grows: each is longer and less likely than the one before it. */
const stops = fc
  .array(fc.tuple(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 })), {
    maxLength: 12,
  })
  .map(parts => {
    let [chance, characters] = [1, 0];
    return parts.map(([share, more], at): Stop => ({
      steps: at + 1,
      chance: (chance *= share),
      characters: (characters += more),
    }));
  });

describe('the gate', () => {
  it('shows only what is likely enough, and worth more than nothing', () => {
    fc.assert(
      fc.property(stops, all => {
        const shown = chooseStop(defaultGate, all);
        if (!shown) return assert.ok(all.every(stop => worthOf(defaultGate, stop) <= 0));
        assert.ok(shown.chance >= defaultGate.least && worthOf(defaultGate, shown) > 0);
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });

  it('shows the longest of what is worth nearly as much as what is worth most', () => {
    fc.assert(
      fc.property(stops, all => {
        const shown = chooseStop(defaultGate, all);
        if (!shown) return;
        const most = Math.max(...all.map(stop => worthOf(defaultGate, stop)));
        const longer = all.filter(({ steps }) => steps > shown.steps);
        assert.ok(worthOf(defaultGate, shown) >= defaultGate.nearly * most);
        assert.ok(longer.every(stop => worthOf(defaultGate, stop) < defaultGate.nearly * most));
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });

  it('wants what is short to be surer than what is long', () => {
    const shows = (chance: number, characters: number): boolean =>
      chooseStop(defaultGate, [{ steps: 1, chance, characters }]) !== undefined;
    assert.deepEqual([shows(0.6, 2), shows(0.6, 30), shows(0.34, 300)], [false, true, false]);
    assert.deepEqual([shows(0.8, 2), shows(0.7, 2)], [true, false]);
  });
});
