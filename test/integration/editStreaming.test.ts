import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { LineProcess } from '../support/gateway/lineProcess';
import { type } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';
import { withSettings } from '../support/network/editing';
import { extensionUnderTest, patience } from '../support/network/extension';

const listening = v.object({ event: v.literal('listening'), url: v.string() });
const lines = (prefix: string): string => Array.from({ length: 60 }, (_, n) => `${prefix} ${n}\n`).join('');
const original = `// above\n${lines('old')}// below\n`;
const rewritten = `// above\n${lines('new')}// below\n`;

describe('an edit while it streams', function () {
  this.timeout(patience);
  let folder: string;
  let child: LineProcess;
  let settings: Parameters<typeof withSettings>[0];

  before(async () => {
    const { extensionPath } = await extensionUnderTest();
    folder = await mkdtemp(path.join(tmpdir(), 'codex-spark-edit-'));
    const replay = path.join(folder, 'answer.txt');
    await writeFile(replay, `\`\`\`\n${lines('new')}\`\`\`\n`);
    const script = path.join(extensionPath, 'dist', 'gateway.js');
    const args = ['--engine', 'replay', '--replay', replay, '--tokens-per-second', '40'];
    child = new LineProcess(process.execPath, [script, ...args], {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      CODEX_SPARK_TOKEN: 'edit',
    });
    const { url } = v.parse(listening, JSON.parse(await child.until(() => child.lines[0])));
    settings = { endpoint: url, headers: { Authorization: 'Bearer edit' } };
  });
  after(async () => {
    await child.kill();
    await rm(folder, { recursive: true, force: true });
  });

  async function streaming(
    work: (document: vscode.TextDocument, editor: vscode.TextEditor) => Promise<void>,
  ) {
    const file = path.join(folder, 'file.txt');
    await writeFile(file, original);
    await withSettings(settings, async () => {
      const document = await vscode.workspace.openTextDocument(file);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      editor.selection = new vscode.Selection(1, 0, 61, 0);
      // Reopened files are scrolled to where they were left, and what is out of sight is painted at its end.
      editor.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
      await waitFor('the view', () => (editor.visibleRanges[0]?.start.line === 0 ? true : undefined));
      await vscode.commands.executeCommand('codexSpark.optimizeSelection');
      await waitFor('the first lines', () => (document.getText().includes('new 5\n') ? true : undefined));
      editor.selection = new vscode.Selection(0, 8, 0, 8);
      try {
        await work(document, editor);
      } finally {
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    });
  }
  const settled = (document: vscode.TextDocument, text: string) =>
    waitFor('the end', () => (document.getText() === text ? true : undefined));

  it('keeps what is typed elsewhere, and goes with one undo', () =>
    streaming(async document => {
      await type('abc');
      await settled(document, rewritten.replace('// above', '// aboveabc'));
      await vscode.commands.executeCommand('undo');
      await settled(document, original);
    }));

  it('is saved as it was before, and goes on', () =>
    streaming(async document => {
      assert.ok(await document.save());
      assert.equal(await readFile(document.uri.fsPath, 'utf8'), original);
      await settled(document, rewritten);
    }));

  it('stops with whole lines, and all of it can be rejected', () =>
    streaming(async document => {
      await vscode.commands.executeCommand('codexSpark.stop');
      const stopped = document.getText();
      assert.ok(stopped.includes('old 59\n'));
      for (const line of stopped.split('\n')) assert.match(line, /^((old|new) \d+|\/\/ (above|below)|)$/);
      await vscode.commands.executeCommand('codexSpark.rejectAll');
      await settled(document, original);
    }));

  it('ends when the file is reverted', () =>
    streaming(async document => {
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await settled(document, original);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      assert.equal(document.getText(), original);
    }));
});
