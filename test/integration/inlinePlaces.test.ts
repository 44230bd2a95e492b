import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument } from '../support/host/editing';
import {
  accepted,
  askedDuring,
  modelOfTests,
  typeAndBeAsked,
  withUserSettings,
} from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

describe('inline suggestions work with', function () {
  this.timeout(60_000);
  const model = modelOfTests();

  /** A screen, what is typed, the answer to the place asked about, and the screen after accepting. */
  const table: [
    name: string,
    language: string,
    before: string,
    typed: string,
    answer: string,
    after: string,
  ][] = [
    ['an untitled document', 'javascript', '█', 'let untitled', ' = 1;', 'let untitled = 1;█'],
    [
      'CRLF',
      'javascript',
      'one();\r\n█\r\nthree();',
      'if (a',
      ') {\n  two();\n}',
      'one();\r\nif (a) {\r\n  two();\r\n}█\r\nthree();',
    ],
    [
      'tabs',
      'go',
      'func f() {\n\tone()\n\t█\n}',
      'if a',
      ' {\n\t\ttwo()\n\t}',
      'func f() {\n\tone()\n\tif a {\n\t\ttwo()\n\t}█\n}',
    ],
    [
      'emoji',
      'javascript',
      "const party = '🎉👨‍👩‍👧';\n█",
      'say(',
      "'👍🏽 🎉');",
      "const party = '🎉👨‍👩‍👧';\nsay('👍🏽 🎉');█",
    ],
    [
      'text from right to left',
      'javascript',
      "const שלום = 'مرحبا';\n█",
      'say(של',
      'ום);',
      "const שלום = 'مرحبا';\nsay(שלום);█",
    ],
  ];
  it('the side of a diff that can be edited', async () => {
    const [before, now] = await Promise.all(
      ['let before;\n', ''].map(content =>
        vscode.workspace.openTextDocument({ language: 'javascript', content }),
      ),
    );
    await vscode.commands.executeCommand('vscode.diff', before?.uri, now?.uri);
    try {
      await waitFor('the diff', () => vscode.window.activeTextEditor?.document === now || undefined);
      await typeAndBeAsked(model, 'let inDiff');
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  for (const [name, language, before, typed, answer, after] of table) {
    it(name, async () => {
      const eol = before.includes('\r') ? 'CRLF' : 'LF';
      await withDocument(language, before, async open => {
        model.answer = ({ screen: asked }) => (asked.split('█')[0]?.endsWith(typed) ? answer : '');
        await typeAndBeAsked(model, typed);
        assert.equal(open.document.eol === vscode.EndOfLine.CRLF ? 'CRLF' : 'LF', eol);
        assert.equal(await accepted(open), after);
        assert.ok(
          model.screens.every(asked => asked === Buffer.from(asked).toString()),
          'no half character was sent',
        );
      });
    });
  }

  it('a notebook: the cells before and behind are part of the text', async () => {
    const cell = (text: string, languageId = 'python') =>
      new vscode.NotebookCellData(
        languageId === 'markdown' ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code,
        text,
        languageId,
      );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        cell('# Totals', 'markdown'),
        cell('prices = [1, 2]'),
        cell(''),
        cell('print(total)'),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(2, 3)] });
    try {
      await vscode.commands.executeCommand('notebook.cell.edit');
      const document = notebook.cellAt(2).document;
      const editor = await waitFor('the editor of the cell', () => {
        const active = vscode.window.activeTextEditor;
        return active?.document === document ? active : undefined;
      });
      model.answer = ({ screen: asked }) => (asked.includes('total =█') ? ' sum(prices)' : '');
      await typeAndBeAsked(model, 'total =');
      const asked = await waitFor('the question', () =>
        model.screens.find(shown => shown.includes('total =█')),
      );
      assert.equal(asked, '# # Totals\n\nprices = [1, 2]\n\ntotal =█\n\nprint(total)');
      assert.equal(await accepted({ document, editor }), 'total = sum(prices)█');
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('next edit: a name that was changed is changed once more on its line', async () => {
    await withDocument('javascript', 'const f = (a█, b) => b + a;', async open => {
      await type('lpha');
      assert.equal(await accepted(open), 'const f = (alpha, b) => b + alpha█;');
    });
  });

  it('next edit: what the model writes anew takes the place of the rest of the line', async () => {
    await withDocument('javascript', 'const t =█price * count;', async open => {
      model.answer = ({ screen: asked }) => (asked.includes('= █') ? 'item.price * item.count;' : '');
      await typeAndBeAsked(model, ' ');
      // VS Code leaves the cursor behind what it had to insert.
      assert.equal((await accepted(open)).replace('█', ''), 'const t = item.price * item.count;');
    });
  });

  it('minimum length: asked from the third character on', async () => {
    await withUserSettings({ 'codexSpark.inline.minLength': 3 }, async () => {
      await withDocument('javascript', '█', async () => {
        assert.deepEqual(await askedDuring(model, () => type('ab'), { trigger: false }), []);
      });
      await withDocument('javascript', '█', async () => {
        await typeAndBeAsked(model, 'abcmin');
        assert.deepEqual(
          model.screens.filter(asked => /^abc?m?█/.test(asked) && asked.length < 4),
          [],
        );
      });
    });
  });

  it('delay: only the last of some quick keys is asked about', async () => {
    await withUserSettings({ 'codexSpark.inline.delay': 1_000 }, async () => {
      await withDocument('javascript', '█', async () => {
        await type('quickkeys');
        await waitFor('a request', () => model.screens.find(shown => shown.startsWith('quick')));
        const asked = model.screens.filter(shown => shown.startsWith('quick'));
        assert.ok(
          asked.every(shown => /^quickkeys ?█/.test(shown)),
          asked.join(' | '),
        );
      });
    });
  });

  it('alternatives: asked for by command, each is another one', async () => {
    await withDocument('javascript', '█', async open => {
      let answers = 0;
      model.answer = ({ screen: asked }) =>
        asked === 'let other█' ? ` = ${['one', 'two', 'three', 'four'][answers++ % 4]};` : '';
      await typeAndBeAsked(model, 'let other');
      await waitFor('a first suggestion', () => (answers > 0 ? true : undefined));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      await waitFor('more answers', () => (answers > 2 ? true : undefined));
      await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
      assert.match(await accepted(open), /^let other = (two|three);█$/);
    });
  });

  it('the suggest widget open: what follows its selected entry', async () => {
    const entries = ['qzxwAlpha', 'qzxwBeta'];
    const provider = vscode.languages.registerCompletionItemProvider('ruby', {
      provideCompletionItems: () => entries.map(label => new vscode.CompletionItem(label)),
    });
    try {
      await withDocument('ruby', '█', async open => {
        model.answer = ({ screen: asked }) =>
          asked === 'qzxwAlpha█' ? '(one)' : asked === 'qzxwBeta█' ? '(two)' : '';
        await typeAndBeAsked(model, 'qzxw');
        await vscode.commands.executeCommand('editor.action.triggerSuggest');
        await waitFor('the first entry', () => model.screens.includes('qzxwAlpha█') || undefined);
        await vscode.commands.executeCommand('selectNextSuggestion');
        await waitFor('the second entry', () => model.screens.includes('qzxwBeta█') || undefined);
        assert.equal(screen(open), 'qzxw█', 'nothing is inserted by looking');
        assert.equal(await accepted(open), 'qzxwBeta(two)█');
      });
    } finally {
      provider.dispose();
    }
  });

  it('accepting word by word keeps the rest alive, without a new request', async () => {
    await withDocument('javascript', '█', async open => {
      const [begun, rest] = ['let total', ' = one + two;'];
      model.answer = ({ screen: asked }) => (asked === `${begun}█` ? rest : '');
      await typeAndBeAsked(model, begun);
      for (let word = 0; word < 3; word++) {
        const now = await accepted(open, 'editor.action.inlineSuggest.acceptNextWord');
        assert.ok(`${begun}${rest}`.startsWith(now.replace('█', '')), now);
      }
      assert.equal(await accepted(open), `${begun}${rest}█`);
      const between = model.screens.filter(asked => /^let total .*[^;]█/.test(asked));
      assert.deepEqual(between, [], 'what is known is not asked');
    });
  });

  it('accepting a line keeps the rest alive', async () => {
    await withDocument('javascript', '█', async open => {
      model.answer = ({ screen: asked }) => (asked === 'if (7█)' ? ') {\n  one();\n  two();\n}' : '');
      // A digit opens no suggest widget; with an entry selected there, the answer would have to begin with it.
      await typeAndBeAsked(model, 'if (7');
      const line = 'editor.action.inlineSuggest.acceptNextLine';
      const first = await accepted(open, line);
      assert.match(first, /^if \(7\) \{\s*█/);
      assert.equal((await accepted(open)).replace(/\r/g, ''), 'if (7) {\n  one();\n  two();\n}█');
    });
  });

  it('off and on again: what was known before is asked anew', async () => {
    await withDocument('javascript', '█', async open => {
      model.answer = ({ screen: asked }) => (asked === 'let kept█' ? ' = one;' : '');
      const times = (): number => model.screens.filter(asked => asked === 'let kept█').length;
      await typeAndBeAsked(model, 'let kept');
      assert.equal(await accepted(open), 'let kept = one;█');
      await vscode.commands.executeCommand('undo');
      const before = times();
      const typeItsEndAgain = async (): Promise<void> => {
        await vscode.commands.executeCommand('deleteLeft');
        await type('t');
        await new Promise(resolve => setTimeout(resolve, 400));
      };
      for (let time = 0; time < 3; time++) await typeItsEndAgain();
      assert.equal(times(), before, 'what is known is not asked');
      await withUserSettings({ 'codexSpark.inline.enabled': false }, typeItsEndAgain);
      assert.equal(times(), before, 'nothing is asked while it is off');
      await waitFor('the same question', async () => {
        await typeItsEndAgain();
        return times() > before || undefined;
      });
    });
  });
});
