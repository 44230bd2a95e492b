import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksOfReview } from '../../../../src/diff/review/review';
import { rewrites } from '../../../support/diff/codeTexts';
import { Reviewing } from '../../../support/diff/reviewing';
import { Undoing } from '../../../support/diff/undoing';

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

  it('takes an edit back in one step and brings it again, with its changes', () => {
    const edit = new Undoing('above\n', 'one\ntwo\nthree\n', 'behind\n');
    edit.stream('ONE\ntwo\nTHREE\nfour\n', 1, () => undefined);
    const [rewritten, hunks] = [edit.document, edit.hunks];
    edit.press('undo');
    assert.equal(edit.document, 'above\none\ntwo\nthree\nbehind\n');
    assert.deepEqual(edit.hunks, []);
    edit.press('redo');
    assert.equal(edit.document, rewritten);
    assert.deepEqual(edit.hunks, hunks);
  });

  it('brings as much of an edit again as there was when it was undone, with its changes', () => {
    const edit = new Undoing('above\n', 'one\ntwo\nthree\n', 'behind\n');
    edit.streamFirst('ONE\ntwo\n');
    const painted = edit.document;
    assert.notEqual(painted, 'above\none\ntwo\nthree\nbehind\n');
    for (let round = 0; round < 2; round++) {
      edit.press('undo');
      assert.equal(edit.document, 'above\none\ntwo\nthree\nbehind\n');
      assert.deepEqual(edit.hunks, []);
      edit.press('redo');
      assert.equal(edit.document, painted);
      assert.deepEqual(edit.hunks, ['["one\\n","ONE\\n"]']);
    }
  });

  it('takes it back in one step also where the user typed elsewhere while it streamed', () => {
    const edit = new Undoing('above\n', 'one\ntwo\nthree\n', 'behind\n');
    edit.stream('ONE\nTWO\nTHREE\n', 1, n => edit.typeOutside(n === 0));
    const [rewritten, hunks] = [edit.document, edit.hunks];
    edit.press('undo');
    assert.ok(edit.isBack);
    assert.equal(edit.document, 'above\none\ntwo\nthree\nbehind\n');
    edit.press('redo');
    assert.equal(edit.document, rewritten);
    assert.deepEqual(edit.hunks, hunks);
  });

  it('takes back lines that come back right at its end as well', () => {
    const edit = new Undoing('above\n', 'one\n}\none\ntwo\n', 'behind\n');
    edit.stream('}\none\n', 1, () => edit.typeOutside(false));
    const [rewritten, hunks] = [edit.document, edit.hunks];
    edit.press('undo');
    assert.equal(edit.document, 'above\none\n}\none\ntwo\nbehind\n');
    edit.press('redo');
    assert.equal(edit.document, rewritten);
    assert.deepEqual(edit.hunks, hunks);
  });

  it('undoes a rejection before the edit', () => {
    const edit = new Undoing('above\n', 'one\ntwo\nthree\n', 'behind\n');
    edit.stream('ONE\ntwo\nthree\n', 1, () => undefined);
    const [rewritten, hunks] = [edit.document, edit.hunks];
    edit.rejectAll();
    assert.deepEqual(edit.hunks, []);
    edit.press('undo');
    assert.equal(edit.document, rewritten);
    assert.deepEqual(edit.hunks, hunks);
    edit.press('undo');
    assert.ok(edit.isBack);
  });

  it('ends at the original and at the rewrite, whatever was typed elsewhere meanwhile and afterwards', () => {
    const typing = fc.array(fc.option(fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(
        rewrites,
        fc.integer({ min: 1, max: 9 }),
        typing,
        fc.array(fc.boolean(), { maxLength: 3 }),
        fc.boolean(),
        ({ original, rewritten }, count, meanwhile, later, rejects) => {
          const edit = new Undoing('above\n', original, 'behind\n');
          const start = edit.document;
          edit.stream(rewritten, count, n => {
            const inFront = meanwhile[n];
            if (inFront !== null && inFront !== undefined) edit.typeOutside(inFront);
          });
          for (const inFront of later) edit.typeOutside(inFront);
          if (rejects) edit.rejectAll();
          const [last, hunks] = [edit.document, edit.hunks];
          for (let n = edit.presses; n > 0; n--) assert.ok(edit.press('undo'), 'each undo changes something');
          assert.ok(edit.isBack);
          assert.equal(edit.document, start);
          assert.deepEqual(edit.hunks, [], 'the original has nothing to decide on');
          while (edit.press('redo'));
          assert.equal(edit.document, last);
          assert.deepEqual(edit.hunks, hunks);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
