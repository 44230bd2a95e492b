import assert from 'node:assert/strict';
import { hunksOfReview } from '../../../../src/diff/review/review';
import { Reviewing } from '../../../support/diff/reviewing';

/** A region of three lines of which the second was rewritten. */
function reviewed(): Reviewing {
  const reviewing = new Reviewing('before\n', 'one\ntwo\nthree\n', 'behind\n');
  reviewing.stream('one\nTWO\nthree\n');
  reviewing.end();
  return reviewing;
}

function hunks({ review }: Reviewing): string[] {
  return hunksOfReview(review).map(hunk => `${hunk.old.trim()} -> ${hunk.new.trim()}`);
}

describe('ReviewHistory', () => {
  it('opens a rejected hunk again when the rejection is undone', () => {
    const reviewing = reviewed();
    reviewing.decide(0, 'reject');
    assert.deepEqual(hunks(reviewing), []);
    reviewing.undo();
    assert.deepEqual(hunks(reviewing), ['two -> TWO']);
  });

  it('keeps a hunk accepted when typing elsewhere is undone', () => {
    const reviewing = reviewed();
    reviewing.decide(0, 'accept');
    reviewing.type(0, 0, 1, () => '');
    reviewing.undo();
    assert.deepEqual(hunks(reviewing), []);
  });

  it('knows a hunk as the model wrote it when typing in it is undone', () => {
    const reviewing = reviewed();
    reviewing.type(reviewing.document.indexOf('TWO') + 1, 0, 1, () => '');
    assert.equal(hunksOfReview(reviewing.review)[0]?.edited, true);
    reviewing.undo();
    assert.equal(hunksOfReview(reviewing.review)[0]?.edited, false);
  });

  it('brings back a region that was deleted with what stood around it', () => {
    const reviewing = reviewed();
    reviewing.type(3, reviewing.document.length - 6, 0, () => '');
    assert.equal(reviewing.region, '');
    reviewing.undo();
    assert.equal(reviewing.region, 'one\nTWO\nthree\n');
    assert.deepEqual(hunks(reviewing), ['two -> TWO']);
  });
});
