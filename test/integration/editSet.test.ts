import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lines, rewritingSuite } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = lines('old', 0, 20);

function block(path: string, search: string, replace: string): string {
  return `${path}\n<<<<<<< SEARCH\n${search}=======\n${replace}>>>>>>> REPLACE\n`;
}

describe('an edit of several places', () => {
  const { inFile, model } = rewritingSuite();

  it('is asked for with one question for all files, and gone through as one', () =>
    inFile(text, first =>
      inFile(text, async second => {
        const uris = [first.document.uri, second.document.uri];
        const asked = await second.begin('optimizeFile', uris[0], uris);
        assert.equal(model().asked.length, 1);
        const [one, two] = asked.parts.map(({ path }) => path);
        assert.ok(one !== undefined && two !== undefined && one !== two);
        asked.send(block(one, 'old 2\n', 'new 2\n'));
        asked.send(block(one, 'old 9\n', 'new 9\n') + block(two, 'old 4\nold 5\n', 'new 4\n'));
        asked.finish();
        await second.says(text.replace('old 4\nold 5', 'new 4'));
        await first.says(text.replace('old 2', 'new 2').replace('old 9', 'new 9'));
        await first.lensesOf('acceptHunk', 2);
        await second.lensOf('acceptHunk');
        const at: string[] = [];
        await vscode.window.showTextDocument(first.document);
        first.cursor(0);
        for (const command of ['nextHunk', 'nextHunk', 'nextHunk', 'nextHunk', 'previousHunk']) {
          await first.run(command);
          const editor = vscode.window.activeTextEditor;
          const file = editor?.document === first.document ? 'first' : 'second';
          at.push(`${file} ${editor?.selection.active.line}`);
        }
        assert.deepEqual(at, ['first 2', 'first 9', 'second 4', 'first 2', 'second 4']);
        await vscode.commands.executeCommand('undo');
        await second.says(text);
        await vscode.commands.executeCommand('redo');
        await second.lensOf('acceptHunk');
        await first.run('rejectEverything');
        await first.says(text);
        await second.says(text);
        await first.decided();
      }),
    ));

  it('is one step of undo in a file, in whatever order its places come', () =>
    inFile(text, async open => {
      open.editor.selections = [new vscode.Selection(1, 0, 4, 0), new vscode.Selection(10, 0, 14, 0)];
      const asked = await open.begin('editSelection', { instruction: 'use qzxw' });
      assert.deepEqual(
        asked.parts.map(each => [each.path.replace(/^.*#/, '#'), each.text.split('\n')[0], each.instruction]),
        [
          ['#L2-L4', 'old 1', 'use qzxw'],
          ['#L11-L14', 'old 10', 'use qzxw'],
        ],
      );
      const [one = '', two = ''] = asked.parts.map(({ path }) => path);
      asked.send(block(two, 'old 12\n', 'late 12\n'));
      await open.contains('late 12');
      asked.send(block(one, 'old 2\n', 'early 2\n'));
      asked.finish();
      const done = text.replace('old 12', 'late 12').replace('old 2\n', 'early 2\n');
      await open.says(done);
      await open.lensesOf('acceptHunk', 2);
      await vscode.commands.executeCommand('undo');
      await open.says(text);
      await vscode.commands.executeCommand('redo');
      await open.says(done);
    }));

  it('streams in while it is written', () =>
    inFile(text, async open => {
      const asked = await open.begin('optimizeFile', open.document.uri);
      const [path = ''] = asked.parts.map(each => each.path);
      asked.send(block(path, lines('old', 5, 9), lines('new', 5, 9)).split('new 7')[0] ?? '');
      await open.contains('new 5');
      assert.ok(open.text.includes('old 10'));
      asked.send(`new 7\nnew 8\n>>>>>>> REPLACE\n`);
      asked.finish();
      await open.says(text.replace(lines('old', 5, 9), lines('new', 5, 9)));
      assert.ok(await waitFor('its end', async () => (await open.lensOf('acceptHunk')) && true));
    }));

  it('takes the whole file from a model that answers with it', () =>
    inFile(text, async open => {
      const asked = await open.begin('optimizeFile', open.document.uri);
      asked.answer(text.replace('old 3', 'new 3'));
      await open.says(text.replace('old 3', 'new 3'));
      await open.lensesOf('acceptHunk', 1);
    }));

  it('leaves out what has no place, and does the rest', () =>
    inFile(text, async open => {
      const asked = await open.begin('optimizeFile', open.document.uri);
      const [path = ''] = asked.parts.map(each => each.path);
      asked.send(block(path, 'nowhere\n', 'x\n') + block(path, 'old 3\n', 'new 3\n'));
      asked.finish();
      await open.says(text.replace('old 3', 'new 3'));
      await vscode.commands.executeCommand('notifications.clearAll');
    }));

  it('goes on from what the user types meanwhile', () =>
    inFile(text, async open => {
      const asked = await open.begin('optimizeFile', open.document.uri);
      const [path = ''] = asked.parts.map(each => each.path);
      asked.send(block(path, 'old 2\n', 'new 2\n'));
      await open.contains('new 2');
      await open.editor.edit(builder => builder.insert(new vscode.Position(15, 0), 'typed '));
      const again = await model().request(1);
      assert.ok(again.code.includes('typed old 15'));
      again.send(block(again.parts[0]?.path ?? '', 'old 2\n', 'third 2\n'));
      again.finish();
      await open.says(text.replace('old 2\n', 'third 2\n').replace('old 15', 'typed old 15'));
      await open.lensOf('rejectHunk');
      await open.run('rejectAll');
      await open.says(text.replace('old 15', 'typed old 15'));
    }));
});
