import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { createDeferred } from '../../src/common/deferred';
import { type } from '../support/host/editing';
import { modelOfTests } from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

/** A kind of file system that suggestions are made for, and that nothing else here uses. */
const scheme = 'vscode-vfs';

describe('suggestions in a file whose ignore files take their time', function () {
  this.timeout(60_000);
  const model = modelOfTests();

  /** A file system with one empty file in it. Other files are not there, which is told once `ready` resolves. */
  class SlowFiles implements vscode.FileSystemProvider {
    readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
    readonly looked: string[] = [];

    constructor(private readonly ready: Promise<void>) {}

    watch(): vscode.Disposable {
      return new vscode.Disposable(() => undefined);
    }

    async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
      await this.find(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
    }

    async readFile(uri: vscode.Uri): Promise<Uint8Array> {
      await this.find(uri);
      return new Uint8Array();
    }

    readDirectory = (): [string, vscode.FileType][] => [];
    createDirectory = (): void => undefined;
    writeFile = (): void => undefined;
    delete = (): void => undefined;
    rename = (): void => undefined;

    private async find(uri: vscode.Uri): Promise<void> {
      this.looked.push(uri.path);
      if (path.posix.basename(uri.path) === 'a.js') return;
      await this.ready;
      throw vscode.FileSystemError.FileNotFound(uri);
    }
  }

  it('come without another key once they are read, and nothing is sent before', async () => {
    model.answer = () => '.more()';
    const ready = createDeferred<void>();
    const files = new SlowFiles(ready.promise);
    const registered = vscode.workspace.registerFileSystemProvider(scheme, files);
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/in/a.js' }));
      await vscode.window.showTextDocument(document);
      await type('let a');
      // VS Code asks 50 ms after the key.
      await new Promise(resolve => setTimeout(resolve, 500));
      assert.ok(files.looked.includes('/in/.codexsparkignore'), files.looked.join());
      assert.deepEqual(model.screens, []);
      ready.resolve();
      await waitFor('what is asked', () => model.screens.includes('let a█') || undefined);
      await waitFor('the suggestion', async () => {
        await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
        return document.getText() === 'let a.more()' || undefined;
      });
    } finally {
      ready.resolve();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      registered.dispose();
    }
  });
});
