import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/diff/textEdit';
import { EditHistory } from '../../../../src/nextEdit/history/editHistory';
import { predictNextEdits } from '../../../../src/nextEdit/predict/predict';

describe('predictNextEdits', () => {
  it('carries a rename on', async () => {
    const history = new EditHistory();
    const uri = 'file:///a.ts';
    const text = 'const foo = 1;\nbar(foo);\nbaz(foo, "foo");\n';
    history.opened({ uri, languageId: 'typescript', text });
    const edit = { offset: 6, length: 3, text: 'total' };
    history.changed(uri, [edit], 0);
    const now = applyEdits(text, [edit]);
    const active = { uri, languageId: 'typescript', text: now };
    const found = await predictNextEdits(
      { active, cursor: 11, others: [], history, time: 100 },
      { breathe: async () => {} },
      new AbortController().signal,
    );
    assert.deepEqual(
      found.map(({ edits }) => applyEdits(now, edits).split('\n')),
      [
        ['const total = 1;', 'bar(total);', 'baz(foo, "foo");', ''],
        ['const total = 1;', 'bar(foo);', 'baz(total, "foo");', ''],
      ],
    );
  });
});
