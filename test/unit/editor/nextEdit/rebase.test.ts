import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../../../src/diff/textEdit';
import { rebase } from '../../../../src/editor/nextEdit/rebase';
import { marked, withMarks } from '../../../support/nextEdit/markedEdit';

/** What has become of the edit on a screen after changes of its text. */
function after(
  screen: string,
  ...changes: readonly (readonly [at: string, removed: string, text: string])[]
) {
  const { text, edit } = marked(screen);
  const edits = changes.map(([at, removed, added]): TextEdit => ({
    offset: text.indexOf(at) + at.length,
    length: removed.length,
    text: added,
  }));
  const now = applyEdits(text, edits);
  const rebased = rebase(edit, edits, ({ start, end }) => now.slice(start, end));
  return typeof rebased === 'string' ? rebased : withMarks(now, rebased);
}

describe('an offered edit while the text changes', () => {
  it('moves with the text in front of it, and stays when something changes behind it', () => {
    assert.equal(after('a = ⟦b→c⟧;', ['', '', 'let ']), 'let a = ⟦b→c⟧;');
    assert.equal(after('a = ⟦b→c⟧; d', ['; ', 'd', 'eee']), 'a = ⟦b→c⟧; eee');
    assert.equal(after('x; ⟦b→c⟧; d', ['', 'x', 'yy'], ['; b; ', 'd', '']), 'yy; ⟦b→c⟧; ');
  });

  it('goes when what it replaces is touched', () => {
    assert.equal(after('a = ⟦bcd→e⟧;', ['b', 'c', 'x']), 'gone');
    assert.equal(after('a = ⟦bcd→e⟧;', ['bcd', '', 'x']), 'gone');
    assert.equal(after('a = ⟦bcd→e⟧;', ['= ', '', 'x']), 'gone');
    assert.equal(after('a = ⟦bcd→e⟧;', ['=', ' bc', '']), 'gone');
  });

  it('goes on where one types what it says', () => {
    assert.equal(after('f(a⟦→, b⟧)', ['f(a', '', ',']), 'f(a,⟦→ b⟧)');
    assert.equal(after('f(a⟦→, b⟧)', ['f(a', '', ', b']), 'made');
    assert.equal(after('f(a⟦→, b⟧)', ['f(a', '', ';']), 'gone');
    assert.equal(after('return ⟦a→alpha⟧;', ['return ', 'a', 'al']), 'return ⟦al→alpha⟧;');
    assert.equal(after('return ⟦a→b⟧;', ['return ', 'a', 'b']), 'made');
  });

  it('one place made by hand leaves the others', () => {
    assert.equal(after('⟦a→b⟧ + ⟦a→b⟧', ['', 'a', 'b']), 'b + ⟦a→b⟧');
  });

  it('never becomes an edit of something else', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 4 });
    fc.assert(
      fc.property(
        small,
        small,
        small,
        small,
        fc.nat(12),
        fc.nat(4),
        small,
        (head, old, now, tail, at, removed, typed) => {
          const text = head + old + tail;
          const edit = {
            ...marked('').edit,
            edits: [{ offset: head.length, length: old.length, text: now }],
          };
          const offset = Math.min(at, text.length);
          const change = { offset, length: Math.min(removed, text.length - offset), text: typed };
          const after = applyEdits(text, [change]);
          const rebased = rebase(edit, [change], ({ start, end }) => after.slice(start, end));
          if (rebased === 'gone') return;
          const made = rebased === 'made' ? after : applyEdits(after, rebased.edits);
          // What is made in the end is what was offered, with the change around it.
          const wanted = head + now + tail;
          const elsewhere =
            change.offset + change.length < head.length
              ? applyEdits(wanted, [change])
              : change.offset > head.length + old.length
                ? applyEdits(wanted, [{ ...change, offset: change.offset + now.length - old.length }])
                : wanted;
          assert.equal(made, elsewhere);
        },
      ),
      { seed: 19, numRuns: 20_000 },
    );
  });
});
