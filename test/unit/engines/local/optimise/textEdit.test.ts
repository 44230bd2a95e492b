import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, mapBack, type TextEdit } from '../../../../../src/engines/local/optimise/textEdit';

/** A text and edits of it that do not touch one another. */
const edited = fc
  .tuple(
    fc.string({ maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(6), fc.nat(4), fc.string({ maxLength: 5 })), { maxLength: 5 }),
  )
  .map(([text, gaps]) => {
    const edits: TextEdit[] = [];
    let at = 0;
    for (const [gap, length, put] of gaps) {
      const start = at + gap + 1;
      const end = start + length;
      if (end > text.length) break;
      edits.push({ start, end, text: put });
      at = end;
    }
    return { text, edits };
  });

describe('textEdit', () => {
  it('applies edits in any order', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 1, text: '' },
      { start: 2, end: 2, text: '--' },
    ];
    assert.equal(applyEdits('abcde', edits), 'b--cdE');
  });

  it('keeps what is outside, and finds the way back to it', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const after = applyEdits(text, edits);
        const back = mapBack(edits);
        const length =
          text.length + edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
        assert.equal(after.length, length);
        const inside = (at: number): boolean => edits.some(edit => at >= edit.start && at < edit.end);
        const kept = [...Array(text.length).keys()].filter(at => !inside(at));
        const seen = [...Array(after.length).keys()].filter(
          at => after[at] === text[back(at)] && !inside(back(at)),
        );
        for (const at of kept)
          assert.ok(
            seen.some(other => back(other) === at),
            `offset ${at} got lost`,
          );
      }),
    );
  });
});
