import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitLines } from '../../../../src/diff/lines';
import { rejectAll } from '../../../../src/diff/review/decide';
import { operationsFor, paint } from '../../../../src/diff/review/paint';
import { hunksOfReview, shownText, startReview } from '../../../../src/diff/review/review';
import { StreamingDiff, type LineOp } from '../../../../src/diff/streamingDiff';
import { rewrites } from '../../../support/diff/codeTexts';
import { Reviewing } from '../../../support/diff/reviewing';
import { rejectedText } from '../../../support/diff/rejectedText';

/** How many lines arrive at a time, again and again. */
const pace = fc
  .array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 6 })
  .filter(all => Math.max(...all) > 0);

function streamed(original: string, rewritten: string, counts: readonly number[]): Reviewing {
  const reviewing = new Reviewing('before\n', original, 'behind\n');
  reviewing.stream(rewritten);
  for (const count of counts) reviewing.arrive(count);
  reviewing.end();
  return reviewing;
}

describe('a rewrite under review, whatever was painted before', () => {
  it('accepts to what the model wrote and rejects to the original', () => {
    fc.assert(
      fc.property(rewrites, pace, ({ original, rewritten }, counts) => {
        const accepted = streamed(original, rewritten, counts);
        assert.equal(rejectedText(accepted.review), original);
        accepted.decideAll('accept');
        assert.equal(accepted.region, rewritten);
        const rejected = streamed(original, rewritten, counts);
        rejected.decideAll('reject');
        assert.equal(rejected.region, original);
      }),
      { numRuns: 4000 },
    );
  });

  it("gives the hunks' own sides for any mix of decisions, in any order", () => {
    fc.assert(
      fc.property(
        rewrites,
        pace,
        fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 30 }),
        ({ original, rewritten }, counts, decisions) => {
          const reviewing = streamed(original, rewritten, counts);
          const { segments } = reviewing.review;
          const accepted = new Map<number, boolean>();
          for (const [which, how] of decisions) {
            const hunks = hunksOfReview(reviewing.review);
            const hunk = hunks[which % Math.max(1, hunks.length)];
            if (hunk) accepted.set(hunk.id, how);
            reviewing.decide(which, how ? 'accept' : 'reject');
          }
          const expected = segments.map(segment => {
            if (segment.kind === 'equal') return segment.text;
            return accepted.get(segment.id) === false ? segment.old : segment.new;
          });
          assert.equal(reviewing.region, expected.join(''));
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('rejects in pieces from the end, each of so many edits at most, what it rejects at once', () => {
    fc.assert(
      fc.property(rewrites, pace, fc.integer({ min: 1, max: 4 }), ({ original, rewritten }, counts, most) => {
        let { review } = streamed(original, rewritten, counts);
        const atOnce = rejectAll(review).review;
        let above = Infinity;
        for (let more = true; more;) {
          const piece = rejectAll(review, { most });
          ({ review, more } = piece);
          assert.ok(piece.edits.length <= most);
          assert.ok(piece.edits.every(({ offset, length }) => offset + length <= above));
          above = piece.edits[0]?.offset ?? above;
        }
        assert.deepEqual(review.segments, atOnce.segments);
      }),
      { numRuns: 1000 },
    );
  });

  it('paints in pieces of so many edits at most what it paints at once, but for what belongs together', () => {
    fc.assert(
      fc.property(rewrites, fc.integer({ min: 1, max: 6 }), ({ original, rewritten }, most) => {
        const diff = new StreamingDiff(splitLines(original));
        let ops: readonly LineOp[] = [...diff.push(splitLines(rewritten)), ...diff.end()];
        const start = startReview(7, original);
        const atOnce = paint(start, ops).review;
        let review = start;
        while (ops.length > 0) {
          const count = operationsFor(ops, most);
          const piece = paint(review, ops.slice(0, count));
          const changed = ops.slice(0, count).map(({ kind }) => kind !== 'keep');
          const isOne = changed.slice(changed.indexOf(true), changed.lastIndexOf(true)).every(Boolean);
          assert.ok(piece.edits.length <= most || isOne);
          review = piece.review;
          ops = ops.slice(count);
        }
        assert.deepEqual(shownText(review), shownText(atOnce));
        assert.deepEqual(review.segments, atOnce.segments);
      }),
      { numRuns: 1000 },
    );
  });
});
