import assert from 'node:assert/strict';
import { acceptSeen } from '../../../../src/diff/review/decide';
import {
  hunksOfReview,
  shownText,
  startReview,
  type Hunk,
  type Review,
} from '../../../../src/diff/review/review';

const hunk = (id: number, old: string, now: string, edited = false): Hunk => ({
  kind: 'hunk',
  id,
  old,
  new: now,
  edited,
});
const reviewOf = (...segments: Review['segments']): Review => ({
  ...startReview(0, 'rest\n'),
  segments,
  nextId: 9,
});

describe('acceptSeen', () => {
  const table: [what: string, seen: Hunk[], now: Hunk, open: string[], accepted: number[]][] = [
    ['what is as it was seen', [hunk(1, 'a\n', 'b\n')], hunk(1, 'a\n', 'b\n'), [], [1]],
    [
      'what has grown, as far as seen',
      [hunk(1, 'a\n', 'b\n')],
      hunk(1, 'a\nc\n', 'b\nd\n'),
      ['9 c\nd\n'],
      [1],
    ],
    ['what has grown on one side', [hunk(1, 'a\n', '')], hunk(1, 'a\n', 'b\n'), ['9 b\n'], [1]],
    ['what has grown on the other side', [hunk(1, 'a\n', 'b\n')], hunk(1, 'a\nc\n', 'b\n'), ['9 c\n'], [1]],
    ['nothing of what is another one', [hunk(1, 'a\n', 'b\n')], hunk(1, 'a\n', 'x\n'), ['1 a\nx\n'], []],
    ['nothing of what is not there', [hunk(2, 'a\n', 'b\n')], hunk(1, 'a\n', 'b\n'), ['1 a\nb\n'], []],
  ];
  for (const [what, seen, now, open, accepted] of table) {
    it(`accepts ${what}`, () => {
      const review = reviewOf({ kind: 'equal', text: 'head\n', edited: false }, now);
      const after = acceptSeen(review, seen);
      assert.equal(shownText(after), shownText(review));
      assert.deepEqual(
        hunksOfReview(after).map(each => `${each.id} ${each.old}${each.new}`),
        open,
      );
      assert.deepEqual(after.accepted, accepted);
    });
  }

  it('gives the rests of several that have grown ids of their own', () => {
    const between = { kind: 'equal' as const, text: 'x\n', edited: false };
    const review = reviewOf(hunk(1, 'a\nc\n', 'b\n'), between, hunk(2, 'a\nc\n', 'b\n'));
    const after = acceptSeen(review, [hunk(1, 'a\n', 'b\n'), hunk(2, 'a\n', 'b\n')]);
    assert.deepEqual(
      hunksOfReview(after).map(({ id }) => id),
      [9, 10],
    );
    assert.ok(after.nextId > 10);
  });
});
