import assert from 'node:assert/strict';
import { operationsFor, paint } from '../../../../src/diff/review/paint';
import { startReview, type Review, type Segment } from '../../../../src/diff/review/review';
import type { LineOp } from '../../../../src/diff/streamingDiff';

const op = (kind: LineOp['kind'], ...lines: readonly string[]): LineOp => ({
  kind,
  lines: lines.map(line => `${line}\n`),
});
const equal = (text: string, edited = false): Segment => ({ kind: 'equal', text, edited });
const hunk = (id: number, old: string, now: string): Segment => ({
  kind: 'hunk',
  id,
  old,
  new: now,
  edited: false,
});

describe('paint', () => {
  const review = startReview(10, 'a\nb\nc\nd\n');
  const table: [
    what: string,
    from: Review,
    ops: readonly LineOp[],
    segments: readonly Segment[],
    pending: string,
    edits: readonly [offset: number, length: number, text: string][],
    nextId: number,
  ][] = [
    ['what stays', review, [op('keep', 'a', 'b')], [equal('a\nb\n')], 'c\nd\n', [], 1],
    [
      'what stays, piece by piece, as one text',
      review,
      [op('keep', 'a'), op('keep', 'b')],
      [equal('a\nb\n')],
      'c\nd\n',
      [],
      1,
    ],
    [
      'what stays in front of a change, piece by piece, as one text',
      review,
      [op('keep', 'a'), op('keep', 'b'), op('insert', 'x')],
      [equal('a\nb\n'), hunk(1, '', 'x\n')],
      'c\nd\n',
      [[14, 0, 'x\n']],
      2,
    ],
    [
      'a changed line as one edit',
      review,
      [op('delete', 'a'), op('insert', 'x')],
      [hunk(1, 'a\n', 'x\n')],
      'b\nc\nd\n',
      [[10, 1, 'x']],
      2,
    ],
    [
      'two changes with different ids, at their places in the text before',
      review,
      [op('insert', 'x'), op('keep', 'a'), op('delete', 'b'), op('insert', 'y'), op('keep', 'c')],
      [hunk(1, '', 'x\n'), equal('a\n'), hunk(2, 'b\n', 'y\n'), equal('c\n')],
      'd\n',
      [
        [10, 0, 'x\n'],
        [12, 1, 'y'],
      ],
      3,
    ],
    [
      'a line that comes again as it was, as no change',
      review,
      [op('delete', 'a'), op('insert', 'a'), op('keep', 'b')],
      [equal('a\nb\n')],
      'c\nd\n',
      [],
      2,
    ],
    [
      'what comes later as a part of an open change',
      { ...review, segments: [hunk(1, 'z\n', 'y\n')], nextId: 2 },
      [op('insert', 'x'), op('delete', 'a')],
      [hunk(1, 'z\na\n', 'y\nx\n')],
      'b\nc\nd\n',
      [[12, 1, 'x']],
      2,
    ],
    [
      'what stays apart from what the user changed',
      { ...review, segments: [equal('mine\n', true)] },
      [op('keep', 'a')],
      [equal('mine\n', true), equal('a\n')],
      'b\nc\nd\n',
      [],
      1,
    ],
  ];
  for (const [what, from, ops, segments, pending, edits, nextId] of table) {
    it(`writes ${what}`, () => {
      const step = paint(from, ops);
      assert.deepEqual(step.review.segments, segments);
      assert.equal(step.review.pending, pending);
      assert.deepEqual(
        step.edits.map(({ offset, length, text }) => [offset, length, text]),
        edits,
      );
      assert.equal(step.review.nextId, nextId);
    });
  }
});

describe('operationsFor', () => {
  const ops = [
    op('keep', 'a'),
    op('insert', 'x', 'y'),
    op('keep', 'b'),
    op('delete', 'c', 'd', 'e'),
    op('insert', 'z'),
  ];
  const table: [what: string, ops: readonly LineOp[], most: number, count: number][] = [
    ['all, where there are no more', ops, 6, 5],
    ['all but the last change, where it is too much', ops, 5, 3],
    ['the first change, where it fits just so', ops, 2, 3],
    ['what stays, where the first change is too much', ops, 1, 1],
    ['a change that is too much, where it is the first of all', ops.slice(1), 1, 2],
    ['a change that is too much, where nothing else is there', ops.slice(1, 2), 1, 1],
    ['what goes and what comes in its place, together', ops.slice(3), 1, 2],
    ['nothing of nothing', [], 1, 0],
  ];
  for (const [what, all, most, count] of table) {
    it(`takes ${what}`, () => assert.equal(operationsFor(all, most), count));
  }
});
