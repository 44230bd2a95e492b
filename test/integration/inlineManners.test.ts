import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument } from '../support/host/editing';
import { ListeningModel } from '../support/host/listeningModel';
import {
  accepted,
  askedDuring,
  typeAndBeAsked,
  withFile,
  withFiles,
  withUserSettings,
} from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';
import { extensionUnderTest } from '../support/network/extension';

describe('manners of inline suggestions', function () {
  this.timeout(60_000);
  let model: ListeningModel;

  const setting = (key: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('codexSpark').update(key, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    await extensionUnderTest();
    model = await ListeningModel.start();
    await setting('endpoint', model.url);
  });
  after(async () => {
    await setting('endpoint', undefined);
    await model.stop();
  });
  beforeEach(() => {
    model.asked = [];
    model.answer = () => '';
  });

  describe('what is never sent', () => {
    it('.env, key and credential files: not asked about, not context', async () => {
      const names = ['.env', '.env.local', 'deploy.pem', 'id_rsa', 'credentials.json', 'secrets.yaml'];
      await withFiles(Object.fromEntries(names.map(name => [name, 'KEY=hunter2\n'])), async () => {
        const asked = await askedDuring(model, async () => {
          for (const name of names) {
            await withFile(name, async open => {
              await type('PASSWORD=hunter3');
              assert.match(screen(open), /PASSWORD=hunter3█/);
              await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
            });
          }
          await withFile('.env', () =>
            withDocument('javascript', '█', () => typeAndBeAsked(model, 'let beside')),
          );
        });
        assert.deepEqual(
          asked.filter(shown => !shown.startsWith('let b')),
          [],
        );
      });
      assert.ok(!model.asked.some(({ everything }) => everything.includes('hunter')));
    });

    it('what .codexsparkignore names, in any folder; and no longer once the rule is gone', async () => {
      const files = {
        '.codexsparkignore': 'private/*.ts\n',
        'inner/.codexsparkignore': '*.sql\n!open.sql\n',
      };
      const texts = { 'private/a.ts': 'hunter2\n', 'inner/b.sql': 'hunter2\n', 'inner/open.sql': '\n' };
      await withFiles(texts, async () => {
        await withFiles(files, async () => {
          for (const name of ['private/a.ts', 'inner/b.sql']) {
            await withFile(name, async () => {
              assert.deepEqual(await askedDuring(model, () => type('select')), [], name);
            });
          }
          assert.ok(!model.asked.some(({ everything }) => everything.includes('hunter')));
          await withFile('inner/open.sql', () => typeAndBeAsked(model, 'select'));
        });
        await withFile('inner/b.sql', () => typeAndBeAsked(model, 'select'));
      });
    });

    it('what .gitignore names, unless the setting says otherwise', async () => {
      await withFiles({ '.gitignore': 'out/\n', 'out/a.ts': '\n' }, async () => {
        await withFile('out/a.ts', async () => {
          assert.deepEqual(await askedDuring(model, () => type('let a')), []);
        });
        await withUserSettings({ 'codexSpark.inline.respectGitignore': false }, async () => {
          await withFile('out/a.ts', () => typeAndBeAsked(model, 'let a'));
        });
      });
    });
  });

  describe('where it is silent', () => {
    it('plain text, the commit box, commit messages and logs, until they are turned on', async () => {
      const known = new Set(await vscode.languages.getLanguages());
      const languages = ['plaintext', 'scminput', 'git-commit', 'log'].filter(id => known.has(id));
      assert.ok(languages.length > 1);
      const asked = await askedDuring(model, async () => {
        for (const language of languages) {
          await withDocument(language, '█', async () => {
            await type('some words');
            await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
          });
        }
      });
      assert.deepEqual(asked, []);
      const on = Object.fromEntries(languages.map(id => [id, true]));
      await withUserSettings({ 'codexSpark.inline.languages': on }, async () => {
        for (const language of languages) {
          await withDocument(language, '█', () => typeAndBeAsked(model, 'some words'));
        }
      });
    });

    it('settings files, until they are turned on', async () => {
      await withFiles({ '.vscode/tasks.json': '\n' }, async () => {
        await withFile('.vscode/tasks.json', async () => {
          assert.deepEqual(await askedDuring(model, () => type('// a')), []);
        });
        await withUserSettings({ 'codexSpark.inline.settingsFiles': true }, async () => {
          await withFile('.vscode/tasks.json', () => typeAndBeAsked(model, '// a'));
        });
      });
    });

    it('a language that the person turned off by command, until the command turns it on', async () => {
      try {
        await withDocument('python', '█', async () => {
          await typeAndBeAsked(model, 'a = 1');
          await vscode.commands.executeCommand('codexSpark.toggleLanguage');
          assert.deepEqual(await askedDuring(model, () => type('b = 2')), []);
        });
        await withDocument('python', '█', async () => {
          await vscode.commands.executeCommand('codexSpark.toggleLanguage');
          await typeAndBeAsked(model, 'c = 3');
        });
      } finally {
        await setting('inline.languages', undefined);
      }
    });

    it('with several cursors', async () => {
      await withDocument('javascript', 'one\ntwo\n█', async ({ editor }) => {
        editor.selections = [0, 1].map(line => new vscode.Selection(line, 3, line, 3));
        assert.deepEqual(await askedDuring(model, () => type(';')), []);
        assert.equal(editor.document.getText(), 'one;\ntwo;\n');
      });
    });

    it('while suggestions are snoozed: nothing is sent', async () => {
      await withDocument('javascript', '█', async () => {
        await typeAndBeAsked(model, 'let a');
        await vscode.commands.executeCommand('editor.action.inlineSuggest.snooze', 5);
        try {
          // Nobody tells an extension; it notices that VS Code does not ask.
          await type(';\nlet b');
          let quiet = 0;
          await waitFor(
            'silence',
            async () => {
              const before = model.asked.length;
              await type('1');
              quiet = model.asked.length === before ? quiet + 1 : 0;
              return quiet === 10 || undefined;
            },
            100,
          );
          const before = model.asked.length;
          await type('234567;\nlet c = [2');
          assert.deepEqual(model.screens.slice(before), []);
        } finally {
          await vscode.commands.executeCommand('editor.action.inlineSuggest.cancelSnooze');
        }
        await typeAndBeAsked(model, ';\nlet d');
      });
    });
  });

  describe('where it works', () => {
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
        const asked = model.screens.find(shown => shown.includes('total =█'));
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

    it('alternatives: asked for by command, the next one can be shown', async () => {
      await withDocument('javascript', '█', async open => {
        let answers = 0;
        model.answer = ({ screen: asked }) =>
          asked === 'let other█' ? ` = ${['one', 'two', 'three', 'four'][answers++ % 4]};` : '';
        await typeAndBeAsked(model, 'let other');
        const first = await waitFor('a first suggestion', () => (answers > 0 ? true : undefined));
        assert.ok(first);
        await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
        await waitFor('more answers', () => (answers > 1 ? true : undefined));
        await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
        assert.match(await accepted(open), /^let other = (one|two|three|four);█$/);
      });
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
  });
});
