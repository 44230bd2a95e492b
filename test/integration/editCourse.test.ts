import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { type } from '../support/host/editing';
import { withUserSettings } from '../support/host/manners';
import type { AskedEdit } from '../support/host/editModel';
import { lines, rewritingSuite, type Rewriting } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = `head\n${lines('old', 0, 20)}tail\n`;
const rewritten = `head\n${lines('new', 0, 20)}tail\n`;
const twice = `${text}\n${text}`;
const bothRewritten = `head\n${lines('one', 0, 9)}extra\n${lines('one', 9, 20)}tail\n\nhead\n${lines('two', 0, 20)}tail\n`;

describe('the course of an edit', () => {
  const { inFile, model } = rewritingSuite();

  /** An edit of which seven lines have arrived; six are painted, the last one may have a counterpart further down. */
  const midway = (
    work: (open: Rewriting, asked: AskedEdit) => Promise<void>,
    original = text,
  ): Promise<void> =>
    inFile(original, async open => {
      open.select(1, 21);
      const asked = await open.begin();
      asked.send(`\`\`\`\n${lines('new', 0, 7)}`);
      await open.contains('new 5');
      open.cursor(0, 4);
      await work(open, asked);
    });
  const rest = (asked: AskedEdit, word = 'new', from = 7): void => {
    asked.send(`${lines(word, from, 20)}\`\`\`\n`);
    asked.finish();
  };

  it('goes another way when the same key is pressed again', () =>
    midway(async (open, asked) => {
      open.cursor(3);
      await open.run('editSelection', { instruction: 'use qzxw' });
      const again = await model().request(1);
      await waitFor('the cancel', () => asked.isCancelled || undefined);
      assert.match(again.everything, /use qzxw/);
      assert.equal(again.code, lines('old', 0, 20).trimEnd(), 'the whole region is asked for again');
      again.answer(lines('qzxw', 0, 20));
      await open.says(`head\n${lines('qzxw', 0, 20)}tail\n`);
      await vscode.commands.executeCommand('undo');
      await open.says(text);
    }));

  it('keeps what was accepted when it goes another way', () =>
    midway(async open => {
      await open.run('stop');
      await open.run('acceptAll');
      const accepted = open.text;
      open.cursor(3);
      await open.run('retry');
      const again = await model().request(1);
      assert.ok(again.code.startsWith('new 0\n'));
      again.answer(lines('third', 0, 20));
      await open.contains('third 19');
      await open.run('rejectAll');
      await open.says(accepted);
    }));

  it('stops with a diff, and is asked for again by retry', () =>
    midway(async (open, asked) => {
      await open.run('stop');
      assert.ok(await waitFor('the cancel', () => asked.isCancelled || undefined));
      await open.lensOf('rejectHunk');
      assert.ok(open.text.startsWith(`head\n${lines('new', 0, 5)}`) && open.text.endsWith('old 19\ntail\n'));
      open.cursor(2);
      await open.run('retry');
      const again = await model().request(1);
      assert.equal(again.code, lines('old', 0, 20).trimEnd());
      again.answer(lines('new', 0, 20));
      await open.says(rewritten);
    }));

  it('asks for the rest again when the user types where it has not been', () =>
    midway(async open => {
      const line = open.text.split('\n').indexOf('old 12');
      open.cursor(line, 6);
      await type('qzxw');
      // A slow machine asks again at more than one key.
      const again = await waitFor('the request with all that was typed', () =>
        model().asked.find(({ code }) => code.includes('old 12qzxw')),
      );
      assert.ok(!again.code.includes('new 0'), 'no line is asked for that the model has written');
      again.answer(again.code.replaceAll('old', 'new'));
      await open.says(rewritten.replace('new 12', 'new 12qzxw'));
      await open.lensOf('rejectHunk');
      await open.run('rejectAll');
      await open.says(text.replace('old 12', 'old 12qzxw'));
    }));

  it('keeps what is typed in lines that are there already', () =>
    midway(async (open, asked) => {
      open.cursor(2, 5);
      await type('qzxw');
      rest(asked);
      await open.says(rewritten.replace('new 1\n', 'new 1qzxw\n'));
    }));

  it('goes back to the original with undo while it streams, and what comes later is not painted', () =>
    midway(async (open, asked) => {
      await vscode.commands.executeCommand('undo');
      await open.says(text);
      rest(asked);
      await waitFor('the cancel', () => asked.isCancelled || undefined);
      assert.equal(open.text, text);
      await open.decided();
    }));

  it('comes back with redo as far as it had come, with its changes to decide on', () =>
    midway(async (open, asked) => {
      const halfway = open.text;
      await vscode.commands.executeCommand('undo');
      await open.says(text);
      await waitFor('the cancel', () => asked.isCancelled || undefined);
      await vscode.commands.executeCommand('redo');
      await open.says(halfway);
      await open.lensOf('acceptHunk');
      await open.run('rejectAll');
      await open.says(text);
    }));

  it('goes back with everything typed elsewhere meanwhile', () =>
    midway(async (open, asked) => {
      await type('qzxw');
      rest(asked);
      const done = rewritten.replace('head', 'headqzxw');
      await open.says(done);
      await open.lensOf('acceptHunk');
      await vscode.commands.executeCommand('undo');
      await open.says(text);
      await open.decided();
      await waitFor(
        'redo',
        async () => {
          if (open.text === done) return true;
          await vscode.commands.executeCommand('redo');
          return undefined;
        },
        300,
      );
      await open.lensOf('acceptHunk');
    }));

  it('ends when its lines are deleted', () =>
    midway(async (open, asked) => {
      open.select(1, open.document.lineCount - 2);
      await vscode.commands.executeCommand('deleteLeft');
      await waitFor('the cancel', () => asked.isCancelled || undefined);
      assert.equal(open.text, 'head\ntail\n');
      await open.decided();
    }));

  it('ends when the file is closed', () =>
    midway(async (open, asked) => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await waitFor('the cancel', () => asked.isCancelled || undefined);
      const again = await vscode.workspace.openTextDocument(open.document.uri);
      assert.equal(again.getText(), text);
    }));

  it('ends when the file changes under it, as with another branch', () =>
    midway(async (open, asked) => {
      // A saved file with half an answer in the editor is unsaved; a branch switch then leaves the editor's text.
      await open.run('stop');
      await open.run('acceptAll');
      assert.ok(await open.document.save());
      open.select(1, 21);
      const again = await open.begin();
      await writeFile(open.document.uri.fsPath, 'other branch\n');
      await open.says('other branch\n');
      await waitFor('the cancel', () => again.isCancelled || undefined);
      again.answer(lines('late', 0, 20));
      await open.decided();
      assert.equal(open.text, 'other branch\n');
      assert.ok(asked.isCancelled);
    }));

  /** Two edits in one file, of which the pieces arrive in turn. */
  const sideBySide = (work: (open: Rewriting) => Promise<void>): Promise<void> =>
    inFile(twice, async open => {
      open.select(1, 21);
      const first = await open.begin();
      first.send(`\`\`\`\n${lines('one', 0, 9)}extra\n`);
      await open.contains('one 7');
      const from = open.text.split('\n').lastIndexOf('old 0');
      open.select(from, from + 20);
      const second = await open.begin();
      assert.equal(second.code, lines('old', 0, 20).trimEnd());
      second.send(`\`\`\`\n${lines('two', 0, 9)}`);
      await open.contains('two 7');
      first.send(lines('one', 9, 15));
      await open.contains('one 13');
      second.send(`${lines('two', 9, 20)}\`\`\``);
      second.finish();
      await open.contains('two 19');
      first.send(`${lines('one', 15, 20)}\`\`\``);
      first.finish();
      await open.says(bothRewritten);
      await open.lensesOf('acceptHunk', 2);
      await work(open);
    });

  it('does not wait for another one in the same file, nor disturb it', () =>
    sideBySide(async open => {
      await open.run('rejectAll');
      await open.says(twice);
    }));

  it('is undone together with another one that streamed at the same time', () =>
    sideBySide(async open => {
      await vscode.commands.executeCommand('undo');
      await open.says(twice);
      await open.decided();
      await vscode.commands.executeCommand('redo');
      await open.says(bothRewritten);
      await open.lensesOf('acceptHunk', 2);
    }));

  it('begins beside another one where code is selected', () =>
    inFile(twice, async open => {
      open.select(1, 21);
      await open.begin();
      open.select(24, 44);
      const second = await open.begin('editSelection', { instruction: 'qzxw' });
      assert.match(second.instruction, /qzxw/);
      assert.equal(second.parts.length, 1);
      await open.run('stop');
      await waitFor('the cancel', () => second.isCancelled || undefined);
    }));

  it('keeps the line breaks of a Windows file', () =>
    midway(
      async (open, asked) => {
        rest(asked);
        await open.says(rewritten.replaceAll('\n', '\r\n'));
        await open.lensOf('rejectHunk');
        await open.run('rejectAll');
        await open.says(text.replaceAll('\n', '\r\n'));
      },
      text.replaceAll('\n', '\r\n'),
    ));

  it('is saved as it was before when the editor saves by itself', () =>
    withUserSettings({ 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 }, () =>
      midway(async (open, asked) => {
        await waitFor('a save', async () => {
          const saved = await vscode.workspace.fs.readFile(open.document.uri);
          // It is empty for a moment while it is written.
          if (saved.length === 0) return undefined;
          assert.equal(new TextDecoder().decode(saved), text, 'half an answer is never on the disk');
          return open.document.isDirty ? undefined : true;
        });
        rest(asked);
        await open.says(rewritten);
        await open.run('rejectAll');
        await open.says(text);
      }),
    ));

  it('goes on from what a formatter makes of the file when it is saved', () => {
    const formatter = vscode.languages.registerDocumentFormattingEditProvider(
      { pattern: '**/rewriting*.txt' },
      {
        provideDocumentFormattingEdits: document => [
          vscode.TextEdit.replace(document.lineAt(0).range, 'formatted'),
        ],
      },
    );
    return withUserSettings({ 'editor.formatOnSave': true }, () =>
      midway(async (open, asked) => {
        assert.ok(await open.document.save());
        const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(open.document.uri));
        assert.equal(saved, text.replace('head', 'formatted'));
        rest(asked);
        await open.says(rewritten.replace('head', 'formatted'));
      }),
    ).finally(() => void formatter.dispose());
  });
});
