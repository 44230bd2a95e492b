import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createPermission } from '../../src/editor/permission/permission';
import { screen, type, withDocument } from '../support/host/editing';
import {
  askedDuring,
  modelOfTests,
  typeAndBeAsked,
  withFile,
  withFiles,
  withUserSettings,
} from '../support/host/manners';
import { waitFor } from '../support/host/waitFor';

describe('manners of inline suggestions', function () {
  this.timeout(60_000);
  const model = modelOfTests();

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
        for (const name of ['codexSpark.respectGitignore', 'codexSpark.inline.respectGitignore']) {
          await withUserSettings({ [name]: false }, async () => {
            await withFile('out/a.ts', () => typeAndBeAsked(model, 'let a'));
          });
        }
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

    it("the user's own settings file", async () => {
      // Not turned on here: writing a setting while their file is open confuses the extension host of this VS Code.
      await vscode.commands.executeCommand('workbench.action.openSettingsJson');
      const { document } = await waitFor('the settings file', () => {
        const editor = vscode.window.activeTextEditor;
        return editor?.document.uri.path.endsWith('/User/settings.json') ? editor : undefined;
      });
      const permission = createPermission({ modeOf: () => 'auto' });
      try {
        await waitFor('the reason', () => permission.inlineOff(document)?.kind === 'settings' || undefined);
        assert.deepEqual(await askedDuring(model, () => type('// a')), []);
      } finally {
        permission.dispose();
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    });

    it('a language that the user turned off by command, until the command turns it on', async () => {
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
        await vscode.workspace
          .getConfiguration('codexSpark')
          .update('inline.languages', undefined, vscode.ConfigurationTarget.Global);
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
});
