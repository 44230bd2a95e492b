import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { withSettings } from '../network/editing';
import { extensionUnderTest } from '../network/extension';
import { EditModel, type AskedEdit } from './editModel';
import { workspaceFolder } from './manners';
import { waitFor } from './waitFor';

/** A file on screen that is to be rewritten, and the model that is asked. */
export class Rewriting {
  constructor(
    readonly document: vscode.TextDocument,
    readonly editor: vscode.TextEditor,
    readonly model: EditModel,
  ) {}

  get text(): string {
    return this.document.getText();
  }

  /** Runs a command of the extension. */
  run(command: string, ...args: unknown[]): Thenable<unknown> {
    return vscode.commands.executeCommand(`codexSpark.${command}`, ...args);
  }

  /** Begins a rewrite; resolves to what the model was asked, which is to be answered. */
  async begin(command = 'optimizeSelection', ...args: unknown[]): Promise<AskedEdit> {
    const number = this.model.asked.length;
    await this.run(command, ...args);
    return await this.model.request(number);
  }

  /** A rewrite from the request to the changes. */
  async rewrite(code: string, command = 'optimizeSelection'): Promise<void> {
    const asked = await this.begin(command);
    asked.answer(code);
    await this.lensOf('acceptHunk');
  }

  /** Resolves once the document says this, and stays so. */
  async says(expected: string, what = 'the text'): Promise<void> {
    try {
      await waitFor(what, () => (this.text === expected ? true : undefined));
    } catch {
      assert.equal(this.text, expected, what);
    }
  }

  async contains(part: string): Promise<void> {
    await waitFor(part, () => (this.text.includes(part) ? true : undefined));
  }

  /** The buttons above changes that call a command, once there are `count`. */
  async lensesOf(command: string, count = 1): Promise<vscode.Command[]> {
    return await waitFor(`${count} buttons ${command}`, async () => {
      const found = await this.lenses(command);
      return found.length === count ? found : undefined;
    });
  }

  async lensOf(command: string): Promise<vscode.Command> {
    return await waitFor(`a button ${command}`, async () => (await this.lenses(command))[0]);
  }

  /** Presses a button above a change. */
  async press({ command, arguments: args = [] }: vscode.Command): Promise<void> {
    await vscode.commands.executeCommand(command, ...(args as readonly unknown[]));
  }

  /** Resolves once nothing waits for a decision. */
  async decided(): Promise<void> {
    await this.lensesOf('acceptHunk', 0);
  }

  cursor(line: number, character = 0): void {
    this.editor.selection = new vscode.Selection(line, character, line, character);
  }

  select(from: number, to: number): void {
    this.editor.selection = new vscode.Selection(from, 0, to, 0);
  }

  private async lenses(command: string): Promise<vscode.Command[]> {
    const lenses: unknown = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      this.document.uri,
    );
    assert.ok(Array.isArray(lenses));
    return lenses.flatMap((lens: unknown) =>
      lens instanceof vscode.CodeLens && lens.command?.command === `codexSpark.${command}`
        ? [lens.command]
        : [],
    );
  }
}

/** Gives the tests of a suite a model, which the extension asks for as long as they run. */
export function rewritingSuite(): {
  readonly model: () => EditModel;
  /** Opens a new file of the workspace with that text, and closes and removes it after `work`. */
  readonly inFile: (text: string, work: (open: Rewriting) => Promise<void>, name?: string) => Promise<void>;
} {
  let model: EditModel | undefined;
  let end: () => void = () => undefined;
  let over: Promise<void> | undefined;
  const running = (): EditModel => {
    assert.ok(model, 'the model runs');
    return model;
  };
  before(async () => {
    await extensionUnderTest();
    const started = await EditModel.start();
    model = started;
    await new Promise<void>(resolve => {
      over = withSettings({ endpoint: started.url }, async () => {
        resolve();
        await new Promise<void>(done => (end = done));
      });
    });
  });
  after(async () => {
    end();
    await over;
    await model?.stop();
  });
  beforeEach(() => running().forget());
  return {
    model: running,
    // A name of its own: VS Code keeps what it read of another file for a while.
    inFile: async (text, work, name = `rewriting-${randomUUID()}.txt`) => {
      const uri = vscode.Uri.joinPath(workspaceFolder(), name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      try {
        await work(new Rewriting(document, editor, running()));
      } finally {
        if (!document.isClosed) {
          await vscode.window.showTextDocument(document);
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
        await vscode.workspace.fs.delete(uri, { useTrash: false });
      }
    },
  };
}

/** Numbered lines that begin with a word. */
export function lines(word: string, from: number, to: number): string {
  return Array.from({ length: to - from }, (_, n) => `${word} ${from + n}\n`).join('');
}
