import assert from 'node:assert/strict';
import { applyChange } from '../../../../src/diff/review/applyChange';
import { accept, acceptAll, reject, rejectAll } from '../../../../src/diff/review/decide';
import { finish, remaining, restart } from '../../../../src/diff/review/finish';
import { paint } from '../../../../src/diff/review/paint';
import {
  hunkAt,
  hunksOfReview,
  shownText,
  startReview,
  type Review,
} from '../../../../src/diff/review/review';
import { StreamingDiff } from '../../../../src/diff/streamingDiff';
import { splitLines } from '../../../../src/diff/lines';
import { rejectedText } from '../../../support/diff/rejectedText';

const before = 'one\ntwo\nthree\nfour\n';
const after = 'one\nTWO\nthree\nFOUR\n';

/** A region at offset 100 after its rewrite. */
function reviewed(): Review {
  const diff = new StreamingDiff(splitLines(before));
  const { review } = paint(startReview(100, before), [...diff.push(splitLines(after)), ...diff.end()]);
  return finish(review);
}

/** The first three lines have arrived. */
function halfway(): Review {
  const diff = new StreamingDiff(splitLines(before));
  return paint(startReview(100, before), diff.push(splitLines(after).slice(0, 3))).review;
}

/** Replaces the first occurrence of a text in the region; an empty one means its start. */
function typed(review: Review, at: string, text: string, length = at.length): Review {
  return applyChange(review, { offset: review.start + shownText(review).indexOf(at), length, text }).review;
}

/** Both outcomes, lines as words. */
function outcomes(review: Review): [accepted: string, rejected: string] {
  const words = (text: string): string => text.trim().replaceAll('\n', ' ');
  return [words(shownText(review)), words(rejectedText(review))];
}

describe('applyChange', () => {
  it('says what a change met', () => {
    const review = halfway();
    const touched = (offset: number, length: number, text: string): string =>
      applyChange(review, { offset, length, text }).touched;
    const [start, pending] = [review.start, review.start + shownText(review).indexOf('four')];
    assert.equal(touched(0, 3, 'x'), 'outside');
    assert.equal(touched(start - 3, 3, 'x'), 'outside');
    assert.equal(touched(start, 0, 'x'), 'painted');
    assert.equal(touched(pending - 1, 1, ''), 'painted');
    assert.equal(touched(pending, 0, 'x'), 'pending');
    assert.equal(touched(pending - 1, 2, ''), 'pending');
    assert.equal(touched(start + shownText(review).length, 0, 'x'), 'outside');
    // Behind the last piece of the answer nothing is pending any more.
    const last = reviewed();
    const end = last.start + shownText(last).length;
    assert.equal(applyChange(last, { offset: end - 1, length: 1, text: '' }).touched, 'painted');
  });

  it('leaves what is taken away behind a region alone, also where its last line goes on', () => {
    const review = startReview(100, 'one');
    const change = { offset: 103, length: 2, text: 'x' };
    const changed = applyChange(review, change);
    assert.deepEqual([changed.touched, shownText(changed.review)], ['outside', 'one']);
    const typedThere = applyChange(review, { ...change, length: 0 });
    assert.deepEqual([typedThere.touched, shownText(typedThere.review)], ['pending', 'onex']);
  });

  it('gives typing at the end to the last line that is shown, when those behind it were deleted', () => {
    const diff = new StreamingDiff(splitLines('one\ntwo'));
    const painted = paint(startReview(100, 'one\ntwo'), [...diff.push(['one']), ...diff.end()]);
    const review = finish(painted.review);
    assert.equal(shownText(review), 'one');
    const changed = applyChange(review, { offset: 103, length: 0, text: 'x' });
    assert.deepEqual([changed.touched, shownText(changed.review)], ['painted', 'onex']);
  });

  const table: [name: string, at: string, text: string, length: number, outcomes: [string, string]][] = [
    [
      'keeps typing in equal text in both outcomes',
      'three',
      'x',
      0,
      ['one TWO xthree FOUR', 'one two xthree four'],
    ],
    ['keeps typing in a hunk in its new side', 'WO', 'x', 0, ['one TxWO three FOUR', 'one two three four']],
    [
      'gives typing at the start of a line to that line',
      'TWO',
      'x',
      0,
      ['one xTWO three FOUR', 'one two three four'],
    ],
    [
      'gives typing at the end of a line to that line',
      '\nTWO',
      'x',
      0,
      ['onex TWO three FOUR', 'onex two three four'],
    ],
    [
      'puts what is typed over several into equal text',
      'e\nTW',
      'x',
      4,
      ['onxO three FOUR', 'onxtwo three four'],
    ],
    [
      'gives what is typed over a whole hunk to it',
      'TWO\n',
      'X\n',
      4,
      ['one X three FOUR', 'one two three four'],
    ],
    [
      'puts what is typed over several into equal text, also where that is not the first',
      'WO\nthr',
      'x',
      6,
      ['one Txee FOUR', 'one two xee four'],
    ],
    [
      'takes what is deleted over the end from the last line',
      'R\n',
      '',
      9,
      ['one TWO three FOU', 'one two three four'],
    ],
    ['takes what is deleted from equal text from both', 'three\n', '', 6, ['one TWO FOUR', 'one two four']],
    ['lets a deleted hunk be rejected', 'TWO\n', '', 4, ['one three FOUR', 'one two three four']],
  ];
  for (const [name, at, text, length, expected] of table) {
    it(name, () => assert.deepEqual(outcomes(typed(reviewed(), at, text, length)), expected));
  }

  it('takes text that is put in place of the same for no change', () => {
    const review = typed(typed(reviewed(), 'TWO', 'TWO'), 'three', 'three');
    assert.ok(review.segments.every(({ edited }) => !edited));
    assert.ok(typed(review, 'TWO', 'TwO').segments.some(({ edited }) => edited));
  });

  it('gives typing at the end to the last line that is shown, and to none where nothing is', () => {
    const gone = { kind: 'hunk' as const, id: 1, old: 'two\n', new: '', edited: false };
    const one = { kind: 'equal' as const, text: 'one', edited: false };
    const review = { ...startReview(100, ''), segments: [one, gone] };
    const behind = applyChange(review, { offset: 103, length: 0, text: 'x' });
    assert.deepEqual([behind.touched, shownText(behind.review)], ['painted', 'onex']);
    assert.equal(behind.review.segments.length, 2);
    const nothing = applyChange({ ...review, segments: [gone] }, { offset: 100, length: 0, text: 'x' });
    assert.deepEqual([nothing.touched, shownText(nothing.review)], ['outside', '']);
  });

  it('counts how much longer the text behind a region has become, and nothing else', () => {
    const length = after.length;
    const changes: [offset: number, length: number, text: string, growth: number][] = [
      [3, 1, 'abc', 0],
      [105, 1, 'abc', 0],
      [100 + length + 9, 2, 'abc', 1],
      [100 + length, 0, 'abc', 3],
      // Over the end: two characters behind it go.
      [100 + length - 3, 5, 'x', -2],
      [90, 12, '', 0],
    ];
    for (const [offset, removed, text, growth] of changes) {
      const { review } = applyChange({ ...reviewed(), growthBehind: 7 }, { offset, length: removed, text });
      assert.equal(review.growthBehind, 7 + growth, `${offset}`);
    }
  });

  it('takes a change far behind it for one outside', () => {
    const changed = applyChange(reviewed(), { offset: 100 + after.length + 5, length: 0, text: 'x' });
    assert.deepEqual([changed.touched, shownText(changed.review)], ['outside', after]);
  });

  it('keeps nothing of itself where it is deleted with what stands around it', () => {
    const changed = applyChange(reviewed(), { offset: 90, length: 20 + after.length, text: 'x' });
    assert.deepEqual([changed.review.start, shownText(changed.review)], [91, '']);
    assert.equal(rejectedText(changed.review).includes('two'), true);
  });

  it('moves with what is typed before, and not with what is typed behind', () => {
    const review = reviewed();
    const moved = applyChange(review, { offset: 3, length: 1, text: 'abc' });
    assert.deepEqual([moved.review.start, moved.touched], [102, 'outside']);
    const behind = applyChange(review, { offset: 100 + after.length, length: 0, text: 'abc' });
    assert.deepEqual([shownText(behind.review), behind.touched], [after, 'outside']);
  });

  it('says when the part to come was changed, which is then asked for again as it stands', () => {
    const review = halfway();
    const { review: next, touched } = applyChange(review, {
      offset: 100 + shownText(review).indexOf('four'),
      length: 0,
      text: 'x',
    });
    assert.equal(touched, 'pending');
    assert.deepEqual(remaining(next), { done: 'one\nTWO\nthree\n', rest: 'xfour\n', offset: 114 });
    assert.equal(rejectedText(next), 'one\ntwo\nthree\nxfour\n');
  });

  it('keeps typing in the part to come in both outcomes, also when the answer is stopped ahead of it', () => {
    // It has brought again what is still pending, without a line break at its end.
    const ahead = paint(startReview(0, 'a\nb\n}\nbreak\nreturn\nbreak\nend\n'), [
      { kind: 'delete', lines: ['a\n', 'b\n', '}\n', 'break\n'] },
      { kind: 'insert', lines: ['A\n', 'B\n', 'break\n', 'return\n', 'break\n', 'end'] },
    ]).review;
    const offset = shownText(ahead).length - ahead.pending.length;
    const stopped = finish(applyChange(ahead, { offset, length: 0, text: 'typed ' }).review);
    assert.match(rejectedText(stopped), /typed return/);
    for (const { id } of hunksOfReview(stopped)) {
      const { review } = rejectAll(accept(stopped, id).review);
      assert.equal(shownText(review).split('typed').length, 2, shownText(review));
    }
  });
});

describe('decisions', () => {
  it('hold back the rejection of what the user edited, until they were asked', () => {
    const review = typed(reviewed(), 'WO', 'x', 0);
    const [hunk] = hunksOfReview(review);
    assert.equal(hunk?.edited, true);
    const held = reject(review, hunk.id);
    assert.deepEqual([held.held, held.edits, held.review.segments], [[hunk.id], [], review.segments]);
    const asked = reject(review, hunk.id, { evenEdited: true });
    assert.deepEqual(asked.held, []);
    assert.equal(outcomes(asked.review)[0], 'one two three FOUR');
    assert.deepEqual(outcomes(rejectAll(review).review)[0], 'one TxWO three four');
  });

  it('change only what they are about', () => {
    const review = reviewed();
    const [first, second] = hunksOfReview(review);
    assert.deepEqual(accept(review, first?.id ?? 0).edits, []);
    assert.deepEqual(reject(review, second?.id ?? 0).edits, [{ offset: 114, length: 5, text: 'four\n' }]);
    assert.deepEqual(acceptAll(review).edits, []);
  });

  it('are found where they stand', () => {
    const review = reviewed();
    const [first, second] = hunksOfReview(review).map(({ id }) => id);
    assert.deepEqual(
      [103, 104, 107, 108, 115].map(at => hunkAt(review, at)?.id),
      [undefined, first, first, first, second],
    );
  });

  it('stay when the rewrite starts over', () => {
    const painted = halfway();
    const [hunk] = hunksOfReview(painted);
    const accepted = accept(painted, hunk?.id ?? 0).review;
    assert.equal(restart(accepted).review.pending, 'one\nTWO\nthree\nfour\n');
    assert.equal(restart(painted).review.pending, before);
  });
});
