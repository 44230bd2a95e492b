import assert from 'node:assert/strict';
import { placeCursor } from '../../../src/protocol/placeCursor';
import { readForm, writeForm, type DocumentForm, type PromptForm } from '../../../src/protocol/promptForms';

describe('placeCursor', () => {
  const home: DocumentForm = {
    kind: 'document',
    path: 'a.ts',
    language: 'ts',
    text: 'one\ntwo\nthree\nfour\n',
  };
  const other: DocumentForm = { ...home, path: 'b.ts', text: 'other\ntext of\nmore than the home has' };
  const cursor = {
    kind: 'cursor' as const,
    path: 'a.ts',
    language: 'ts',
    prefix: 'TWO',
    suffix: '\nthree\n',
  };

  it('puts a window back into its document, as it is now', () => {
    const placed = placeCursor({ ...cursor, within: { from: 4, to: 14 } }, [home, other]);
    assert.equal(placed.cursor.prefix + '█' + placed.cursor.suffix, 'one\nTWO█\nthree\nfour\n');
    assert.deepEqual(placed.documents, [other]);
  });

  it('may stand at the end of its document, and nowhere behind it', () => {
    const to = home.text.length;
    const { prefix, suffix } = placeCursor({ ...cursor, within: { from: 4, to } }, [home]).cursor;
    assert.equal(prefix + '█' + suffix, 'one\nTWO█\nthree\n');
    const form = { ...cursor, within: { from: 0, to: to + 1 } };
    assert.equal(placeCursor(form, [home]).cursor, form);
  });

  it('puts it into the latest text of the document, wherever that stands among the others', () => {
    const old: DocumentForm = { ...home, text: 'old\n'.repeat(9) };
    for (const documents of [
      [old, home, other],
      [other, old, home],
      [old, other, home],
    ]) {
      const placed = placeCursor({ ...cursor, within: { from: 4, to: 14 } }, documents);
      assert.equal(placed.cursor.prefix + '█' + placed.cursor.suffix, 'one\nTWO█\nthree\nfour\n');
      assert.deepEqual(placed.documents, [other]);
    }
  });

  it('survives writing and reading', () => {
    const form: PromptForm = { ...cursor, within: { from: 4, to: 14 } };
    assert.deepEqual(readForm(writeForm(form)), form);
  });

  it('leaves a window alone that has no place, or one outside of the document', () => {
    for (const form of [cursor, { ...cursor, within: { from: 4, to: 999 } }]) {
      assert.deepEqual(placeCursor(form, [home, other]), { cursor: form, documents: [other] });
    }
    assert.deepEqual(placeCursor({ ...cursor, within: { from: 0, to: 0 } }, [other]).cursor.prefix, 'TWO');
  });

  it('does not take nonsense for a place', () => {
    for (const place of ['from="9" to="4"', 'from="-1" to="4"', 'from="1"', 'from="1e3" to="2e3"']) {
      const form = readForm(`<cursor path="a.ts" ${place}>\na<|cursor|>b\n</cursor>`);
      assert.ok(form === undefined || (form.kind === 'cursor' && form.within === undefined), place);
    }
  });
});
