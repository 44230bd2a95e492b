import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rewrites } from '../../../support/diff/codeTexts';
import { Reviewing } from '../../../support/diff/reviewing';

/** What happens next while a rewrite streams in and is reviewed. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      at: fc.nat(700),
      length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(6), fc.nat(120)),
      count: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      which: fc.nat(),
      how: fc.constantFrom('accept' as const, 'reject' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redirect' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('decideAll' as const),
      how: fc.constantFrom('accept' as const, 'reject' as const),
    }),
  },
);

describe('typing beside a rewrite', () => {
  const shards = 4;
  for (let shard = 1; shard <= shards; shard++) {
    it(`loses no character, whatever happens in which order (${shard} of ${shards})`, () => {
      fc.assert(
        fc.property(
          rewrites,
          rewrites,
          fc.array(happening, { minLength: 1, maxLength: 25, size: 'max' }),
          ({ original, rewritten }, other, happenings) => {
            const reviewing = new Reviewing('before\n', original, 'behind\n');
            reviewing.stream(rewritten);
            for (const one of happenings) {
              if (one.kind === 'arrive') reviewing.arrive(one.count);
              else if (one.kind === 'type')
                reviewing.type(one.at, one.length, one.count, rest => rest + other.rewritten);
              else if (one.kind === 'decide') reviewing.decide(one.which, one.how);
              else if (one.kind === 'decideAll') reviewing.decideAll(one.how);
              else if (one.kind === 'redirect') reviewing.redirect(other.rewritten);
              else reviewing[one.kind]();
            }
            reviewing.end();
            const typed = reviewing.typedText;
            reviewing.decideAll('reject');
            assert.equal(reviewing.typedText, typed);
            reviewing.decideAll('accept');
            assert.equal(reviewing.typedText, typed);
          },
        ),
        { numRuns: 4000 },
      );
    });
  }
});
