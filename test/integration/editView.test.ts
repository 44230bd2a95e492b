import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lines, rewritingSuite, type Rewriting } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = lines('old', 0, 400);

describe('what the person looks at', () => {
  const { inFile } = rewritingSuite();

  const topLine = ({ editor }: Rewriting): string => {
    const line = editor.visibleRanges[0]?.start.line ?? 0;
    return editor.document.lineAt(line).text;
  };
  /** Resolves once the view rests. */
  const resting = async (open: Rewriting): Promise<string> => {
    let last = '';
    return await waitFor(
      'a view at rest',
      () => {
        const now = topLine(open);
        const rests = now === last;
        last = now;
        return rests ? now : undefined;
      },
      400,
    );
  };

  it('stays where it is while lines come and go above it', () =>
    inFile(text, async open => {
      open.select(1, 21);
      const asked = await open.begin();
      asked.send(`\`\`\`\n${lines('new', 0, 4)}`);
      await open.contains('new 2');
      open.cursor(open.text.split('\n').indexOf('old 210'));
      open.editor.revealRange(new vscode.Range(200, 0, 200, 0), vscode.TextEditorRevealType.AtTop);
      await waitFor('the place', () =>
        (open.editor.visibleRanges[0]?.start.line ?? 0) > 150 ? true : undefined,
      );
      const before = await resting(open);
      asked.send(`${lines('new', 4, 50)}\`\`\`\n`);
      asked.finish();
      await open.contains('new 49');
      await open.lensOf('acceptHunk');
      assert.equal(await resting(open), before, 'thirty more lines');
      assert.equal(open.document.lineAt(open.editor.selection.active.line).text, 'old 210');
      await open.run('rejectAll');
      await open.says(text);
      assert.equal(await resting(open), before, 'as many less');
    }));

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
