import assert from 'node:assert/strict';
import { ReviewHistory, type HistoryStep, type UndoneChanges } from '../../../../src/diff/review/history';
import {
  hunksOfReview,
  shownText,
  startReview,
  type Review,
  type Segment,
} from '../../../../src/diff/review/review';
import { applyEdits, type TextEdit } from '../../../../src/diff/textEdit';

const hunk = (id: number, old: string, now: string): Segment => ({
  kind: 'hunk',
  id,
  old,
  new: now,
  edited: false,
});

/** A document with an edit in it that was written over `original`, behind five characters. */
class Desk {
  document: string;
  review: Review;
  readonly history = new ReviewHistory(({ start, end }) => this.document.slice(start, end));

  constructor(original: string, written: string) {
    this.document = `head\n${original}tail\n`;
    this.review = startReview(5, original);
    this.history.remember(this.review);
    this.document = `head\n${written}tail\n`;
    this.review = { ...this.review, segments: [hunk(1, original, written)], pending: '', nextId: 2 };
    this.history.remember(this.review);
  }

  /** The editor takes a step of its history, which is this change. */
  step(kind: UndoneChanges['kind'], change: TextEdit, isStreaming = false): HistoryStep | undefined {
    this.document = applyEdits(this.document, [change]);
    const step = this.history.follow(this.review, { kind, changes: [change], isStreaming });
    if (step) this.review = step.review;
    return step;
  }

  /** Where the region stands, and its text. */
  get region(): [start: number, text: string] {
    return [this.review.start, shownText(this.review)];
  }
}

const replace = (offset: number, length: number, text: string): TextEdit => ({ offset, length, text });

describe('a step of the history', () => {
  it('above a region leaves it as it is, at another place', () => {
    for (const isStreaming of [false, true]) {
      const desk = new Desk('one\n', 'ONE\n');
      assert.equal(desk.step('undo', replace(1, 3, ''), isStreaming)?.kind, 'moved');
      assert.deepEqual(desk.region, [2, 'ONE\n']);
      assert.equal(desk.review.growthBehind, 0);
      assert.equal(hunksOfReview(desk.review).length, 1);
    }
  });

  it('behind a region is counted', () => {
    const desk = new Desk('one\n', 'ONE\n');
    assert.equal(desk.step('undo', replace(10, 2, 'long'))?.kind, 'moved');
    assert.deepEqual([...desk.region, desk.review.growthBehind], [5, 'ONE\n', 2]);
  });

  it('to the original, and from there to what was written', () => {
    const desk = new Desk('one\n', 'ONE\n');
    assert.equal(desk.step('undo', replace(5, 3, 'one'))?.kind, 'resting');
    assert.deepEqual([...desk.region, hunksOfReview(desk.review).length], [5, 'one\n', 0]);
    assert.equal(desk.step('redo', replace(5, 3, 'ONE'))?.kind, 'resting');
    assert.deepEqual([...desk.region, hunksOfReview(desk.review).length], [5, 'ONE\n', 1]);
  });

  it('while an answer streams is no step to a former state, as long as the region has its text', () => {
    const desk = new Desk('one\n', 'ONE\n');
    // Typed in front of it and undone: the document reads as it did before.
    desk.document = `x${desk.document}`;
    desk.review = { ...desk.review, start: 6, segments: [...desk.review.segments] };
    assert.equal(desk.step('undo', replace(0, 1, ''), true)?.kind, 'moved');
    assert.equal(desk.step('undo', replace(5, 3, 'one'), true)?.kind, 'resting');
  });

  it('to a text that nobody knows is followed like typing', () => {
    const desk = new Desk('one\n', 'ONE\n');
    assert.equal(desk.step('undo', replace(5, 3, 'other')), undefined);
  });

  it('to a text that stood there while it streamed is one on the way, when something else was written meanwhile', () => {
    const desk = new Desk('one\n', 'ONE\nTWO\n');
    desk.history.interleaved = true;
    assert.equal(desk.step('undo', replace(5, 8, 'ONE\none\n'))?.kind, 'between');
    assert.deepEqual([...desk.region, desk.review.growthBehind], [5, 'ONE\none\n', 0]);
    assert.equal(desk.step('undo', replace(0, 0, 'x'))?.kind, 'between', 'what was typed in front of it');
    assert.deepEqual(desk.region, [6, 'ONE\none\n']);
    assert.equal(
      desk.step('undo', replace(6, 8, 'one\n'))?.kind,
      'resting',
      'the original, though not all is as it was',
    );
    assert.deepEqual(desk.region, [6, 'one\n']);
    assert.deepEqual([hunksOfReview(desk.review), desk.review.pending], [[], '']);
    assert.equal(
      desk.step('undo', replace(6, 0, 'y\n'))?.kind,
      'moved',
      'further back is what the user wrote',
    );
    assert.equal(desk.region[1], 'one\n');
  });

  it('further back is the own one of the user, once a walk was ended', () => {
    const desk = new Desk('one\n', 'ONE\nTWO\n');
    desk.history.interleaved = true;
    desk.step('undo', replace(5, 8, 'ONE\none\n'));
    desk.history.endWalk();
    assert.equal(desk.step('undo', replace(0, 0, 'x'))?.kind, 'moved');
  });

  it('in the other direction begins another walk', () => {
    const desk = new Desk('one\n', 'ONE\nTWO\n');
    desk.history.interleaved = true;
    desk.step('undo', replace(5, 8, 'ONE\none\n'));
    assert.equal(desk.step('redo', replace(0, 0, 'x'))?.kind, 'moved');
  });

  it('that puts text right at the border of what was written is the own one of the user', () => {
    const desk = new Desk('one\n', 'ONE\n');
    desk.history.interleaved = true;
    assert.equal(desk.step('redo', replace(9, 0, 'x'))?.kind, 'moved');
    assert.deepEqual([...desk.region, hunksOfReview(desk.review).length], [5, 'ONE\n', 1]);
  });

  it('to an empty original leaves a region without anything in it', () => {
    const desk = new Desk('', 'ONE\n');
    desk.history.interleaved = true;
    desk.document = `x${desk.document}`;
    desk.review = { ...desk.review, start: 6 };
    assert.equal(desk.step('undo', replace(6, 4, ''))?.kind, 'resting');
    assert.deepEqual([desk.review.segments, desk.review.pending, desk.review.start], [[], '', 6]);
  });

  it('is walked on from a thousand times at most', () => {
    const desk = new Desk('one\n', 'ONE\n');
    desk.history.interleaved = true;
    for (let n = 0; n < 1_000; n++) {
      assert.equal(desk.step('undo', replace(5, shownText(desk.review).length, `${n}\n`))?.kind, 'between');
    }
    assert.equal(desk.step('undo', replace(5, 4, 'more\n')), undefined);
  });

  it('keeps what was accepted, and gives no id twice', () => {
    const desk = new Desk('one\n', 'ONE\n');
    desk.review = { ...desk.review, accepted: [1], nextId: 9 };
    desk.step('undo', replace(5, 3, 'one'));
    desk.step('redo', replace(5, 3, 'ONE'));
    assert.deepEqual([desk.review.accepted, desk.review.nextId, hunksOfReview(desk.review)], [[1], 9, []]);
  });
});
