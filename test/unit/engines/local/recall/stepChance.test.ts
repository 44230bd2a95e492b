import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Step } from '../../../../../src/engines/local/recall/step';
import { StepPath } from '../../../../../src/engines/local/recall/stepChance';

const step = (confidence: number, place: number, context = 8): Step => ({
  symbol: 2_000,
  confidence,
  context,
  from: { source: 'workspace', segment: 1, place },
});

/** The chance of a last step behind others. */
function chanceBehind(before: readonly Step[], last: Step, typed = false): number {
  const path = new StepPath(typed);
  for (const each of before) path.take(each);
  return path.chanceOf(last, true);
}

describe('the chance of a step', () => {
  it('is greater where the mixer is surer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.boolean(),
        fc.integer({ min: -1, max: 50 }),
        (confidence, typed, place) => {
          const of = (chance: number): number => chanceBehind([step(0.9, 4)], step(chance, place), typed);
          assert.ok(of(confidence) > 0 && of(1) < 1);
          assert.ok(of(confidence) <= of(confidence + 0.01));
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  it('is greater where it goes on at the place of the step before it, and the longer it has the greater', () => {
    const last = step(0.8, 10);
    const apart = chanceBehind([step(0.8, 3)], last);
    const once = chanceBehind([step(0.8, 9)], last);
    const often = chanceBehind([step(0.8, 7), step(0.8, 8), step(0.8, 9)], last);
    assert.ok(apart < once && once < often, `${apart} ${once} ${often}`);
  });

  it('does not take the same place of another source for the next one', () => {
    const { from } = step(0.8, 9);
    const elsewhere = { ...step(0.8, 9), from: { ...from, source: 'current' } } as const;
    assert.ok(chanceBehind([elsewhere], step(0.8, 10)) < chanceBehind([step(0.8, 9)], step(0.8, 10)));
  });
});
