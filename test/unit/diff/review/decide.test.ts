import assert from 'node:assert/strict';
import {
  accept,
  acceptAll,
  acceptSome,
  reject,
  rejectAll,
  type RejectOptions,
} from '../../../../src/diff/review/decide';
import { hunksOfReview, shownText, startReview, type Review } from '../../../../src/diff/review/review';

/** Two hunks, the second edited by the user, with plain text before, between and behind. */
const review: Review = {
  ...startReview(10, ''),
  segments: [
    { kind: 'equal', text: 'head\n', edited: false },
    { kind: 'hunk', id: 1, old: 'a\n', new: 'bb\n', edited: false },
    { kind: 'equal', text: 'between\n', edited: false },
    { kind: 'hunk', id: 2, old: 'c\n', new: 'd\n', edited: true },
    { kind: 'equal', text: 'tail\n', edited: false },
  ],
  nextId: 3,
};
const openIn = (after: Review): number[] => hunksOfReview(after).map(({ id }) => id);

describe('deciding about hunks', () => {
  const acceptances: [
    what: string,
    after: () => ReturnType<typeof accept>,
    accepted: number[],
    open: number[],
  ][] = [
    ['one', () => accept(review, 1), [1], [2]],
    ['some', () => acceptSome(review, new Set([2, 7])), [2], [1]],
    ['all', () => acceptAll(review), [1, 2], []],
    ['none that there is', () => accept(review, 7), [], [1, 2]],
  ];
  for (const [what, step, accepted, open] of acceptances) {
    it(`accepts ${what}: names what was accepted and nothing else, and changes no text`, () => {
      const { review: after, edits } = step();
      assert.deepEqual(after.accepted, accepted);
      assert.deepEqual(openIn(after), open);
      assert.deepEqual(edits, []);
      assert.equal(shownText(after), shownText(review));
    });
  }

  const rejections: [
    what: string,
    id: number | 'all',
    RejectOptions,
    held: number[],
    more: boolean,
    open: number[],
  ][] = [
    ['one', 1, {}, [], false, [2]],
    ['one that was edited: it is held', 2, {}, [2], false, [1, 2]],
    ['one that was edited, when that was asked', 2, { evenEdited: true }, [], false, [1]],
    ['all but what was edited', 'all', {}, [2], false, [2]],
    ['all', 'all', { evenEdited: true }, [], false, []],
    ['all, where as many may be at once', 'all', { evenEdited: true, most: 2 }, [], false, []],
    [
      'the last one of all, and says that there are more',
      'all',
      { evenEdited: true, most: 1 },
      [],
      true,
      [1],
    ],
  ];
  for (const [what, id, options, held, more, open] of rejections) {
    it(`rejects ${what}`, () => {
      const step = id === 'all' ? rejectAll(review, options) : reject(review, id, options);
      assert.deepEqual([step.held, step.more, openIn(step.review)], [held, more, open]);
      assert.deepEqual(step.review.accepted, []);
      // What the document has to become is what the review says then; places are of the text before.
      const text = [...step.edits]
        .toReversed()
        .reduce(
          (now, { offset, length, text: put }) =>
            now.slice(0, offset - review.start) + put + now.slice(offset - review.start + length),
          shownText(review),
        );
      assert.equal(text, shownText(step.review));
      assert.equal(text.includes('a\n') && !text.includes('bb\n'), !open.includes(1));
      assert.equal(text.includes('c\n') && !text.includes('d\ntail'), !open.includes(2));
    });
  }

  it('rejects the last ones of many, so that those before them stay where they are', () => {
    const third: Review = {
      ...review,
      segments: [...review.segments, { kind: 'hunk', id: 3, old: 'e\n', new: 'f\n', edited: false }],
    };
    assert.deepEqual(openIn(rejectAll(third, { evenEdited: true, most: 1 }).review), [1, 2]);
    assert.deepEqual(openIn(rejectAll(third, { evenEdited: true, most: 2 }).review), [1]);
  });
});
