import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lines, rewritingSuite, type Rewriting } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = lines('old', 0, 400);

describe('what the user looks at', () => {
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

  it('stays when more than a thousand changes are rejected at once, which one undo takes back', () =>
    inFile(lines('old', 0, 3_400), async open => {
      const original = open.text;
      open.select(0, 3_400);
      const asked = await open.begin();
      // Every third line is another one, and every sixth has one more below it; not so where the user looks.
      const code = original.replace(/^old (\d+)$/gm, (line, number: string) => {
        if (Number(number) % 3 > 0 || Math.abs(Number(number) - 1_700) < 20) return line;
        return `new ${number}${Number(number) % 2 > 0 ? '' : `\nmore ${number}`}`;
      });
      asked.answer(code);
      await open.contains('new 3399');
      await open.lensOf('acceptHunk');
      const rewritten = open.text;
      open.cursor(rewritten.split('\n').indexOf('old 1706'), 3);
      const top = rewritten.split('\n').indexOf('old 1700');
      open.editor.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
      await waitFor('the place', () =>
        (open.editor.visibleRanges[0]?.start.line ?? 0) > top - 20 ? true : undefined,
      );
      const before = await resting(open);
      const place = (): string => {
        const { active } = open.editor.selection;
        return `${open.document.lineAt(active.line).text}, ${active.character}`;
      };
      assert.equal(place(), 'old 1706, 3');
      await open.run('rejectAll');
      await open.says(original);
      assert.equal(place(), 'old 1706, 3');
      await open.decided();
      await waitFor('the same view', async () => ((await resting(open)) === before ? true : undefined));
      await vscode.commands.executeCommand('undo');
      await open.says(rewritten, 'one undo brings all of it back');
      await open.lensOf('acceptHunk');
      await vscode.commands.executeCommand('undo');
      await open.says(original, 'the next one takes back the rewrite');
    }));
});
