import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type } from '../support/host/editing';
import { lines, rewritingSuite, type Rewriting } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = `head\n${lines('old', 0, 9)}tail\n`;
const rewritten = lines('old', 0, 9)
  .replace('old 1', 'new 1')
  .replace('old 4', 'new 4')
  .replace('old 7', 'new 7');

describe('changes to review', () => {
  const { inFile } = rewritingSuite();
  const reviewed = (work: (open: Rewriting) => Promise<void>): Promise<void> =>
    inFile(text, async open => {
      open.select(1, 10);
      await open.rewrite(rewritten);
      await open.lensesOf('acceptHunk', 3);
      await work(open);
    });

  it('have buttons that accept and reject one', () =>
    reviewed(async open => {
      const [, second] = await open.lensesOf('rejectHunk', 3);
      assert.ok(second);
      await open.press(second);
      await open.says(text.replace('old 1', 'new 1').replace('old 7', 'new 7'));
      const [first] = await open.lensesOf('acceptHunk', 2);
      assert.ok(first);
      await open.press(first);
      await open.lensesOf('acceptHunk', 1);
      await open.run('rejectAll');
      await open.says(text.replace('old 1', 'new 1'));
      await open.decided();
    }));

  it('are gone through with the keys, round and round', () =>
    reviewed(async open => {
      open.cursor(0);
      const at: number[] = [];
      for (const command of ['nextHunk', 'nextHunk', 'nextHunk', 'nextHunk', 'previousHunk']) {
        await open.run(command);
        at.push(open.editor.selection.active.line);
      }
      assert.deepEqual(at, [2, 5, 8, 2, 8]);
      await open.run('acceptHunk');
      await open.run('previousHunk');
      await open.run('rejectHunk');
      await open.says(text.replace('old 1', 'new 1').replace('old 7', 'new 7'));
      await open.lensesOf('acceptHunk', 1);
    }));

  it('are gone to before they are decided on where the cursor is at none', () =>
    reviewed(async open => {
      const before = open.text;
      open.cursor(0);
      await open.run('rejectHunk');
      assert.equal(open.editor.selection.active.line, 2);
      assert.equal(open.text, before);
      await open.run('rejectHunk');
      await open.says(before.replace('new 1', 'old 1'));
    }));

  it('need no cursor at the only one of an edit', () =>
    inFile(text, async open => {
      open.select(1, 10);
      await open.rewrite(lines('old', 0, 9).replace('old 4', 'new 4'));
      open.cursor(1);
      await open.run('rejectHunk');
      await open.says(text);
      await open.decided();
    }));

  it('can be undone and redone one by one', () =>
    reviewed(async open => {
      const before = open.text;
      open.cursor(5);
      await open.run('rejectHunk');
      await open.says(before.replace('new 4', 'old 4'));
      await vscode.commands.executeCommand('undo');
      await open.says(before);
      await open.lensesOf('acceptHunk', 3);
      await vscode.commands.executeCommand('undo');
      await open.says(text);
      await open.decided();
      await vscode.commands.executeCommand('redo');
      await open.says(before);
      await open.lensesOf('acceptHunk', 3);
      await vscode.commands.executeCommand('redo');
      await open.lensesOf('acceptHunk', 2);
    }));

  it('keep what is typed in them, and ask before it is thrown away', () =>
    reviewed(async open => {
      open.cursor(2, 5);
      await type('qzxw');
      await open.says(open.text);
      assert.ok(open.text.includes('new 1qzxw\n'));
      // The question stays open: nothing may be lost meanwhile.
      void open.run('rejectAll');
      await open.says(text.replace('old 1', 'new 1qzxw'));
      await open.lensesOf('acceptHunk', 1);
      await vscode.commands.executeCommand('notifications.clearAll');
      await open.run('acceptAll');
      await open.decided();
      assert.equal(open.text, text.replace('old 1', 'new 1qzxw'));
    }));

  it('open as a diff against what was there before', () =>
    reviewed(async open => {
      await open.run('showDiff');
      const input = await waitFor('the diff editor', () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return tab instanceof vscode.TabInputTextDiff ? tab : undefined;
      });
      assert.equal(input.modified.toString(), open.document.uri.toString());
      assert.equal((await vscode.workspace.openTextDocument(input.original)).getText(), text);
      await open.run('rejectAll');
      await open.says(text);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }));

  it('show the old lines in place', () =>
    reviewed(async open => {
      const [peek] = await open.lensesOf('peekRemoved', 3);
      assert.ok(peek);
      await open.press(peek);
      const original = await waitFor('the original', () =>
        vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'codex-spark-original'),
      );
      assert.equal(original.getText(), text);
      await vscode.commands.executeCommand('closeReferenceSearch');
    }));

  it('go with the region when it is deleted, and come back with undo', () =>
    reviewed(async open => {
      const before = open.text;
      open.select(1, 10);
      await vscode.commands.executeCommand('deleteLeft');
      assert.equal(open.text, 'head\ntail\n');
      await open.decided();
      await vscode.commands.executeCommand('undo');
      await open.says(before);
      await open.lensesOf('acceptHunk', 3);
    }));

  it('are in the file when it is saved, and stay to be decided', () =>
    reviewed(async open => {
      assert.ok(await open.document.save());
      await open.lensesOf('acceptHunk', 3);
      await open.run('rejectAll');
      await open.says(text);
    }));
});
