import assert from 'node:assert/strict';
import fc from 'fast-check';
import { weighed } from '../../../../../../src/engines/local/recall/mixing/evidence';

describe('the evidence', () => {
  it('leaves a chance of none and certainty as they are', () => {
    for (const seen of [-40, 0, 40]) for (const chance of [0, 1]) assert.equal(weighed(chance, seen), chance);
  });

  it('makes of any chance another one on the way to what it says', () => {
    const chance = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(Number.MIN_VALUE, 1e-300, 1 - Number.EPSILON / 2),
    );
    fc.assert(
      fc.property(chance, fc.double({ min: -1_000, max: 1_000, noNaN: true }), (chance, seen) => {
        const said = 1 / (1 + Math.exp(-seen));
        const result = weighed(chance, seen);
        assert.ok(result >= 0 && result <= 1, `${result}`);
        if (chance === 0 || chance === 1) return;
        const rounding = 1e-9;
        assert.ok(result >= Math.min(chance, said) - rounding && result <= Math.max(chance, said) + rounding);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
