import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type, withDocument, type OpenDocument } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';

const factorial = 'function factorial(n) {\n  if (n <= 1) return 1;\n  return n * factorial(n - 1);\n}\n';
const head = '// above\n\n';
const tail = '\n// below\n';

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`codexSpark.${command}`);

/** Optimises the function the cursor is in; resolves to the text when the change can be decided. */
async function optimise({ document }: OpenDocument): Promise<string> {
  await run('optimizeSelection');
  await waitFor('buttons above the change', async () => {
    const lenses: unknown = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    if (!Array.isArray(lenses)) return undefined;
    return lenses.some(
      (lens: unknown) => lens instanceof vscode.CodeLens && lens.command?.command === 'codexSpark.acceptHunk',
    )
      ? true
      : undefined;
  });
  return document.getText();
}

const withFactorial = (work: (open: OpenDocument) => Promise<void>): Promise<void> =>
  withDocument('javascript', `${head}${factorial.replace('  return n', '█  return n')}${tail}`, work);

describe('an edit in a document', () => {
  it('rewrites the function around the cursor and nothing else', async () => {
    await withFactorial(async open => {
      const rewritten = await optimise(open);
      assert.match(rewritten, /\b(for|while)\b/);
      assert.ok(rewritten.startsWith(head) && rewritten.endsWith(tail));
      await run('acceptAll');
      assert.equal(open.document.getText(), rewritten, 'accepting changes no text');
    });
  });

  it('is one step of undo and of redo', async () => {
    await withFactorial(async open => {
      const before = open.document.getText();
      const rewritten = await optimise(open);
      await vscode.commands.executeCommand('undo');
      assert.equal(open.document.getText(), before);
      await vscode.commands.executeCommand('redo');
      assert.equal(open.document.getText(), rewritten);
    });
  });

  it('brings back the original exactly when all is rejected', async () => {
    await withFactorial(async open => {
      const before = open.document.getText();
      await optimise(open);
      await run('rejectAll');
      await waitFor('the original', () => (open.document.getText() === before ? true : undefined));
    });
  });

  it('keeps what is typed elsewhere before it is rejected', async () => {
    await withFactorial(async open => {
      const before = open.document.getText();
      await optimise(open);
      open.editor.selection = new vscode.Selection(0, 8, 0, 8);
      await type(' typed');
      await run('rejectAll');
      const expected = before.replace('// above', '// above typed');
      await waitFor('the original', () => (open.document.getText() === expected ? true : undefined));
    });
  });

  it('leaves the selection alone', async () => {
    await withFactorial(async open => {
      const at = new vscode.Selection(0, 3, 0, 5);
      const started = run('optimizeSelection');
      open.editor.selection = at;
      await started;
      await waitFor('the edit', () => (/\b(for|while)\b/.test(open.document.getText()) ? true : undefined));
      assert.ok(open.editor.selection.isEqual(at));
    });
  });
});
