import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lines, rewritingSuite } from '../support/host/rewriting';

const text = lines('old', 0, 400);

describe('what the person looks at', () => {
  const { inFile } = rewritingSuite();

  it('keeps the selection on the text it was on', () =>
    inFile(text, async open => {
      open.select(1, 21);
      const asked = await open.begin();
      asked.send(`\`\`\`\n${lines('new', 0, 4)}`);
      await open.contains('new 2');
      open.editor.selection = new vscode.Selection(30, 4, 32, 3);
      const selected = open.document.getText(open.editor.selection);
      asked.send(`${lines('new', 4, 40)}\`\`\`\n`);
      asked.finish();
      await open.contains('new 39');
      await open.lensOf('acceptHunk');
      assert.equal(open.document.getText(open.editor.selection), selected);
      assert.equal(vscode.window.activeTextEditor, open.editor);
    }));

  it('keeps the selection of the region over the region', () =>
    inFile(text, async open => {
      open.select(1, 21);
      const asked = await open.begin();
      asked.answer(lines('new', 0, 30));
      await open.contains('new 29');
      await open.lensOf('acceptHunk');
      assert.equal(open.document.getText(open.editor.selection), lines('new', 0, 30));
    }));
});
