import assert from 'node:assert/strict';
import {
  endOf,
  frontierOf,
  hunkAt,
  hunksOfReview,
  hunksWithin,
  isAhead,
  onlyHunkAround,
  shownText,
  startReview,
  tidy,
  type Review,
  type Segment,
} from '../../../../src/diff/review/review';

const equal = (text: string, edited = false): Segment => ({ kind: 'equal', text, edited });
const hunk = (id: number, old: string, now: string, edited = false): Segment => ({
  kind: 'hunk',
  id,
  old,
  new: now,
  edited,
});

/** At 10: `head`, hunk 1 at 14 to 17, `mid`, hunk 2 where all was removed at 20, `tail`, hunk 3 at 24 to 25, pending. */
const review: Review = {
  ...startReview(10, 'pending'),
  segments: [
    equal('head'),
    hunk(1, 'a', 'new'),
    equal('mid'),
    hunk(2, 'gone', ''),
    equal('tail'),
    hunk(3, 'b', 'c'),
  ],
  nextId: 4,
};

describe('a review', () => {
  it('begins with everything pending', () => {
    const begun = startReview(7, 'text');
    assert.deepEqual(begun, {
      start: 7,
      segments: [],
      pending: 'text',
      isPendingEdited: false,
      nextId: 1,
      growthBehind: 0,
      accepted: [],
    });
    assert.deepEqual([frontierOf(begun), endOf(begun), hunksOfReview(begun)], [7, 11, []]);
  });

  it('knows its text, its frontier and its end', () => {
    assert.equal(shownText(review), 'headnewmidtailcpending');
    assert.deepEqual([frontierOf(review), endOf(review)], [25, 32]);
  });

  it('knows where its hunks stand', () => {
    assert.deepEqual(
      hunksOfReview(review).map(({ id, start, end }) => [id, start, end]),
      [
        [1, 14, 17],
        [2, 20, 20],
        [3, 24, 25],
      ],
    );
  });

  const within: [start: number, end: number, ids: number[]][] = [
    [0, 13, []],
    [0, 14, [1]],
    [17, 19, [1]],
    [18, 19, []],
    [18, 20, [2]],
    [20, 20, [2]],
    [21, 23, []],
    [21, 99, [3]],
    [25, 25, [3]],
    [26, 99, []],
    [14, 24, [1, 2, 3]],
  ];
  for (const [start, end, ids] of within) {
    it(`has hunks ${ids.join(', ') || '(none)'} from ${start} to ${end}`, () =>
      assert.deepEqual(
        hunksWithin(review, { start, end }).map(({ id }) => id),
        ids,
      ));
  }

  const places: [offset: number, id: number | undefined][] = [
    [13, undefined],
    [14, 1],
    [16, 1],
    [17, 1],
    [18, undefined],
    [20, 2],
    [21, undefined],
    [24, 3],
    [25, 3],
    [26, undefined],
  ];
  for (const [offset, id] of places) {
    it(`has ${id === undefined ? 'no hunk' : `hunk ${id}`} at ${offset}`, () =>
      assert.equal(hunkAt(review, offset)?.id, id));
  }

  it('takes the hunk that begins at a place for the one there, not the one that ends', () => {
    const beside = { ...review, segments: [hunk(1, 'a', 'x'), hunk(2, 'b', 'y')] };
    assert.equal(hunkAt(beside, 11)?.id, 2);
    const removed = { ...review, segments: [hunk(1, 'a', 'x'), hunk(2, 'b', '')] };
    assert.equal(hunkAt(removed, 11)?.id, 2, 'what was removed stands nowhere else');
  });

  it('has one that is meant anywhere in the region where it is the only one and all has come', () => {
    const one: Review = {
      ...startReview(10, ''),
      segments: [equal('head'), hunk(1, 'a', 'new'), equal('tail')],
    };
    assert.deepEqual(
      [9, 10, 14, 21, 22].map(offset => onlyHunkAround(one, offset)?.id),
      [undefined, 1, 1, 1, undefined],
    );
    assert.equal(onlyHunkAround({ ...one, pending: 'more' }, 10), undefined);
    assert.equal(onlyHunkAround({ ...one, segments: [...one.segments, hunk(2, 'b', 'y')] }, 10), undefined);
  });

  const ahead: [what: string, segments: Segment[], pending: string, isAhead: boolean][] = [
    ['more new lines than old ones', [hunk(1, 'a\n', 'b\nc\n')], 'rest\n', true],
    ['as many', [hunk(1, 'a\n', 'b\n')], 'rest\n', false],
    ['fewer', [hunk(1, 'a\nb\n', 'c\n')], 'rest\n', false],
    ['more new lines, and nothing pending', [hunk(1, 'a\n', 'b\nc\n')], '', false],
    ['equal text behind the hunk', [hunk(1, 'a\n', 'b\nc\n'), equal('x\n')], 'rest\n', false],
    ['nothing yet', [], 'rest\n', false],
  ];
  for (const [what, segments, pending, expected] of ahead) {
    it(`is ${expected ? '' : 'not '}ahead with ${what}`, () =>
      assert.equal(isAhead({ ...review, segments, pending }), expected));
  }
});

describe('tidy', () => {
  const table: [what: string, segments: Segment[], expected: Segment[]][] = [
    ['joins equal text', [equal('a'), equal('b'), equal('c')], [equal('abc')]],
    [
      'parts what the user changed from what they did not',
      [equal('a'), equal('b', true)],
      [equal('a'), equal('b', true)],
    ],
    ['drops what is empty', [equal(''), hunk(1, 'a', 'b'), equal('')], [hunk(1, 'a', 'b')]],
    ['joins what an empty one stood between', [equal('a'), equal('', true), equal('b')], [equal('ab')]],
    ['keeps hunks apart', [hunk(1, 'a', 'b'), hunk(2, 'c', 'd')], [hunk(1, 'a', 'b'), hunk(2, 'c', 'd')]],
    ['takes a hunk whose sides agree for equal text', [equal('a'), hunk(1, 'b', 'b')], [equal('ab')]],
    [
      'goes on knowing who has made them agree',
      [equal('a'), hunk(1, 'b', 'b', true)],
      [equal('a'), equal('b', true)],
    ],
    ['keeps a hunk that removes', [hunk(1, 'a', '')], [hunk(1, 'a', '')]],
    ['keeps no hunk of nothing', [hunk(1, '', '')], []],
  ];
  for (const [what, segments, expected] of table) {
    it(what, () => assert.deepEqual(tidy(segments), expected));
  }
});
