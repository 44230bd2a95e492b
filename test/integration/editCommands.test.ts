import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lines, rewritingSuite } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

const text = `${lines('old', 0, 4)}\n${lines('other', 0, 3)}`;

describe('what is asked for', () => {
  const { inFile, model } = rewritingSuite();

  it('the selected lines, with an instruction', () =>
    inFile(text, async open => {
      open.editor.selection = new vscode.Selection(1, 2, 3, 0);
      const asked = await open.begin('editSelection', { instruction: 'use qzxw' });
      assert.equal(asked.instruction, 'use qzxw');
      assert.equal(asked.code, 'old 1\nold 2');
      assert.match(asked.parts[0]?.path ?? '', /^rewriting-[\da-f-]+\.txt$/);
      asked.answer('new 1\nnew 2');
      await open.says(text.replace('old 1\nold 2', 'new 1\nnew 2'));
    }));

  it('an instruction from the list of earlier ones', () =>
    inFile(text, async open => {
      open.cursor(0);
      const first = await open.begin('editSelection', { instruction: 'use qzxw again' });
      first.answer('new');
      await open.lensOf('acceptHunk');
      const running = open.run('editSelection');
      await waitFor(
        'the second request',
        async () => {
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          return model().asked[1];
        },
        200,
      );
      await running;
      assert.equal(model().asked[1]?.instruction, 'use qzxw again');
    }));

  it('the paragraph without a selection', () =>
    inFile(text, async open => {
      open.cursor(5, 3);
      const asked = await open.begin();
      assert.equal(asked.code, lines('other', 0, 3).trimEnd());
      assert.equal(asked.instruction, '');
    }));

  it('the innermost function by the symbols of the language', () =>
    inFile(text, async open => {
      const range = (from: number, to: number): vscode.Range => new vscode.Range(from, 0, to, 5);
      const symbol = (name: string, kind: vscode.SymbolKind, where: vscode.Range): vscode.DocumentSymbol =>
        new vscode.DocumentSymbol(name, '', kind, where, where);
      const outer = symbol('outer', vscode.SymbolKind.Class, range(0, 7));
      const inner = symbol('inner', vscode.SymbolKind.Method, range(1, 2));
      inner.children.push(symbol('local', vscode.SymbolKind.Variable, range(2, 2)));
      outer.children.push(inner);
      const provider = vscode.languages.registerDocumentSymbolProvider(
        { pattern: '**/rewriting*.txt' },
        { provideDocumentSymbols: () => [outer] },
      );
      try {
        open.cursor(2, 1);
        assert.equal((await open.begin()).code, 'old 1\nold 2');
      } finally {
        provider.dispose();
      }
    }));

  it('the smallest fold with its closing line', () =>
    inFile('head {\n  one\n  two {\n    three\n  }\n}\n', async open => {
      const provider = vscode.languages.registerFoldingRangeProvider(
        { pattern: '**/rewriting*.txt' },
        { provideFoldingRanges: () => [new vscode.FoldingRange(0, 4), new vscode.FoldingRange(2, 3)] },
      );
      try {
        open.cursor(3, 1);
        assert.equal((await open.begin()).code, '  two {\n    three\n  }');
      } finally {
        provider.dispose();
      }
    }));

  it('doc comments', () =>
    inFile(text, async open => {
      open.select(0, 2);
      const asked = await open.begin('document');
      assert.match(asked.instruction, /doc comments/);
      assert.equal(asked.code, 'old 0\nold 1');
    }));

  it('doc comments, with the one that is there', () =>
    inFile('one\n\n// Says two.\n// Always.\ntwo\nthree\n', async open => {
      open.select(4, 5);
      const asked = await open.begin('document');
      assert.equal(asked.code, '// Says two.\n// Always.\ntwo');
    }));

  it('what is wrong in the line of the cursor, but at the cursor first', () =>
    inFile(text, async open => {
      const problems = vscode.languages.createDiagnosticCollection('qzxw');
      try {
        const problem = (from: number, to: number, message: string): vscode.Diagnostic =>
          new vscode.Diagnostic(new vscode.Range(2, from, 2, to), message);
        problems.set(open.document.uri, [problem(0, 1, 'qzxw is missing'), problem(4, 5, 'two is wrong')]);
        open.cursor(2, 5);
        const at = await open.begin('fix');
        assert.equal(at.instruction, 'Fix: two is wrong');
        await open.run('stop');
        open.cursor(2, 3);
        const inLine = await open.begin('fix');
        assert.equal(inLine.instruction, 'Fix: qzxw is missing; two is wrong');
        open.cursor(3, 0);
        await open.run('stop');
      } finally {
        problems.dispose();
      }
    }));

  it('what the language service finds wrong, as a code action', () =>
    inFile(text, async open => {
      const problems = vscode.languages.createDiagnosticCollection('qzxw');
      try {
        const where = new vscode.Range(2, 0, 2, 5);
        problems.set(open.document.uri, [new vscode.Diagnostic(where, 'qzxw is missing')]);
        const actions: unknown = await vscode.commands.executeCommand(
          'vscode.executeCodeActionProvider',
          open.document.uri,
          where,
          vscode.CodeActionKind.QuickFix.value,
        );
        assert.ok(Array.isArray(actions));
        const fix = actions.find(
          (each: unknown): each is vscode.CodeAction =>
            each instanceof vscode.CodeAction && each.command?.command === 'codexSpark.fix',
        );
        assert.ok(fix?.command, 'the fix is offered');
        open.cursor(6);
        const asked = await open.begin('fix', ...((fix.command.arguments ?? []) as readonly unknown[]));
        assert.match(asked.instruction, /qzxw is missing/);
        assert.match(asked.code, /old 2/, 'the code of the problem, wherever the cursor is');
      } finally {
        problems.dispose();
      }
    }));

  it('nothing of a file that is kept back', () =>
    inFile(
      'SECRET=1\n',
      async open => {
        await open.run('optimizeSelection');
        await open.run('optimizeFile', open.document.uri);
        assert.equal(model().asked.length, 0);
      },
      '.env',
    ));
});
