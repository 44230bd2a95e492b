import assert from 'node:assert/strict';
import { finish, remaining, restart } from '../../../../src/diff/review/finish';
import { shownText, startReview, type Review, type Segment } from '../../../../src/diff/review/review';

const equal = (text: string, edited = false): Segment => ({ kind: 'equal', text, edited });
const hunk = (id: number, old: string, now: string, edited = false): Segment => ({
  kind: 'hunk',
  id,
  old,
  new: now,
  edited,
});
const reviewOf = (segments: readonly Segment[], pending = ''): Review => ({
  ...startReview(10, pending),
  segments,
  nextId: 5,
});

describe('finish', () => {
  const table: [
    what: string,
    segments: readonly Segment[],
    pending: string,
    expected: readonly Segment[],
    nextId: number,
  ][] = [
    [
      'leaves what is pending as it is',
      [hunk(1, 'a\n', 'x\n')],
      'b\n',
      [hunk(1, 'a\n', 'x\n'), equal('b\n')],
      5,
    ],
    [
      'parts a change at the lines that stay, and the first part goes by its id',
      [hunk(1, 'a\nb\nc\n', 'x\nb\ny\n')],
      '',
      [hunk(1, 'a\n', 'x\n'), equal('b\n'), hunk(5, 'c\n', 'y\n')],
      6,
    ],
    [
      'keeps the id of each change that stands where one stood',
      [
        equal('h\n'),
        hunk(1, 'a\n', 'x\n'),
        equal('b\n'),
        hunk(2, 'c\n', ''),
        equal('d\n'),
        hunk(3, '', 'y\n'),
      ],
      'e\n',
      [
        equal('h\n'),
        hunk(1, 'a\n', 'x\n'),
        equal('b\n'),
        hunk(2, 'c\n', ''),
        equal('d\n'),
        hunk(3, '', 'y\n'),
        equal('e\n'),
      ],
      5,
    ],
    [
      'finds that a change is none, and the ids of those behind it',
      [hunk(1, 'a\n', 'a\n'), equal('b\n'), hunk(2, 'c\n', 'z\n')],
      '',
      [equal('a\nb\n'), hunk(2, 'c\n', 'z\n')],
      5,
    ],
    [
      'joins changes that turn out to be one',
      [hunk(1, 'a\n', ''), hunk(2, 'b\n', 'y\n')],
      'c\n',
      [hunk(1, 'a\nb\n', 'y\n'), equal('c\n')],
      5,
    ],
    [
      'compares nothing anew that the user changed',
      [hunk(1, 'a\nb\n', 'x\nb\n', true), hunk(2, 'c\nd\n', 'y\nd\n')],
      '',
      [hunk(1, 'a\nb\n', 'x\nb\n', true), hunk(2, 'c\n', 'y\n'), equal('d\n')],
      5,
    ],
    [
      'gives a part of a change that comes to stand elsewhere a new id, and the part that stays where it was the old one',
      [equal('b\nb\nb\n'), hunk(1, 'e\nf\n', 'b\ne\ng\n')],
      '',
      [hunk(5, '', 'b\n'), equal('b\nb\nb\ne\n'), hunk(1, 'f\n', 'g\n')],
      6,
    ],
    ['has nothing to say about nothing', [], '', [], 5],
  ];
  for (const [what, segments, pending, expected, nextId] of table) {
    it(what, () => {
      const before = reviewOf(segments, pending);
      const after = finish(before);
      assert.deepEqual(after.segments, expected);
      assert.deepEqual([after.pending, after.isPendingEdited, after.nextId], ['', false, nextId]);
      assert.equal(shownText(after), shownText(before));
    });
  }

  it('goes on knowing what the user changed in what was pending', () => {
    const after = finish({ ...reviewOf([equal('a\n')], 'mine\n'), isPendingEdited: true });
    assert.deepEqual(after.segments, [equal('a\n'), equal('mine\n', true)]);
  });
});

describe('remaining', () => {
  it('is what is pending, and where', () => {
    const review = reviewOf([equal('a\n'), hunk(1, 'b\n', 'xx\n')], 'c\n');
    assert.deepEqual(remaining(review), { done: 'a\nxx\n', rest: 'c\n', offset: 15 });
  });
});

describe('restart', () => {
  const table: [what: string, review: Review, pending: string, isEdited: boolean][] = [
    ['takes open changes back', reviewOf([equal('a\n'), hunk(1, 'b\n', 'x\n')], 'c\n'), 'a\nb\nc\n', false],
    [
      'keeps what the user wrote in a change',
      reviewOf([equal('a\n'), hunk(1, 'b\n', 'mine\n', true)], 'c\n'),
      'a\nmine\nc\n',
      true,
    ],
    [
      'knows that the user changed what had stayed',
      reviewOf([equal('mine\n', true), hunk(1, 'b\n', 'x\n')]),
      'mine\nb\n',
      true,
    ],
    [
      'knows that the user changed what is pending',
      { ...reviewOf([equal('a\n')], 'mine\n'), isPendingEdited: true },
      'a\nmine\n',
      true,
    ],
  ];
  for (const [what, review, pending, isEdited] of table) {
    it(what, () => {
      const { review: after } = restart(review);
      assert.deepEqual([after.segments, after.pending, after.isPendingEdited], [[], pending, isEdited]);
    });
  }
});
