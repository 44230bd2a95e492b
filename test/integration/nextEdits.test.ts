import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { random } from '../../bench/support/random';
import { ListeningModel } from '../support/host/listeningModel';
import { extensionUnderTest } from '../support/network/extension';
import { screen, type, withDocument, type OpenDocument } from '../support/host/editing';
import { withFile, withFiles, withUserSettings } from '../support/host/manners';
import { lines, rewritingSuite } from '../support/host/rewriting';
import { waitFor } from '../support/host/waitFor';

/** Long after anything is predicted and the typing rests, in ms. */
const longMs = 700;

const run = (name: string, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(`codexSpark.nextEdit.${name}`, argument);
const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Sets settings of the user; resolves with what brings the old ones back. */
async function keepUserSettings(settings: Readonly<Record<string, unknown>>): Promise<() => Promise<void>> {
  let end = (): void => {};
  const over = new Promise<void>(resolve => (end = resolve));
  let kept: Promise<void> | undefined;
  await new Promise<void>(resolve => {
    kept = withUserSettings(settings, () => {
      resolve();
      return over;
    });
  });
  return async () => {
    end();
    await kept;
  };
}

const source = `fn area(width: i32, height: i32) -> i32 {
  let total = width;
  let share = height;
  let other = 1;
  total *= height;
  log(total);
  log(share);
  log(other);
  return total;
}
`;

describe('next edits', function () {
  this.timeout(120_000);
  let restore: () => Promise<void>;
  before(async () => {
    await extensionUnderTest();
    // What is typed and what is drawn is all that counts here.
    restore = await keepUserSettings({
      'codexSpark.inline.enabled': false,
      'editor.quickSuggestions': false,
    });
  });
  after(() => restore());

  /** A name of its own for each test: what was dismissed is remembered. */
  let names = 0;

  /** Opens the source in a language that no service reads, and makes its name into another. */
  async function renamed(
    work: (open: OpenDocument, name: string) => Promise<void>,
    { language = 'rust', text = source } = {},
  ): Promise<void> {
    const from = `total${++names}`;
    await withDocument(language, text.replaceAll('total', from), async open => {
      const name = await rename(open, from, `sum${names}`);
      await work(open, name);
    });
  }

  /** Selects the first place of a name and types another one over it. */
  async function rename({ document, editor }: OpenDocument, from: string, to: string): Promise<string> {
    const start = document.positionAt(document.getText().indexOf(from));
    editor.selection = new vscode.Selection(start, start.translate(0, from.length));
    await type(to);
    return to;
  }

  /** Goes to the next edit as soon as there is one. */
  async function go(): Promise<void> {
    await waitFor('a next edit to go to', async () => ((await run('goTo')) === 'goTo' ? true : undefined));
  }

  async function isNone(): Promise<void> {
    await pause(longMs);
    assert.equal(await run('goTo'), 'none');
  }

  const shown = (open: OpenDocument): string =>
    screen(open)
      .split('\n')
      .find(line => line.includes('█')) ?? '';

  it('goes there, makes it, goes on to the next, and each is one step of undo', () =>
    renamed(async (open, name) => {
      await go();
      assert.match(shown(open), /^ {2}█total\d+ \*= height;$/);
      const before = open.document.getText();
      assert.equal(await run('accept'), 'accept');
      assert.equal(shown(open), `  ${name}█ *= height;`);
      await go();
      assert.match(shown(open), /^ {2}log\(█total\d+\);$/);
      await run('accept');
      assert.equal(shown(open), `  log(${name}█);`);
      await vscode.commands.executeCommand('undo');
      await vscode.commands.executeCommand('undo');
      assert.equal(open.document.getText(), before);
    }));

  it('what undo took back is not offered again', () =>
    renamed(async (open, name) => {
      await go();
      await run('accept');
      await vscode.commands.executeCommand('undo');
      assert.match(open.document.getText(), /total\d+ \*= height/);
      open.editor.selection = new vscode.Selection(0, 0, 0, 0);
      await type('x');
      await vscode.commands.executeCommand('deleteLeft');
      await pause(longMs);
      const does = await run('goTo');
      if (does === 'goTo') assert.doesNotMatch(shown(open), /\*= height/, name);
    }));

  it('VS Code indents by Tab where there is none', () =>
    withDocument('rust', 'a\n█b', async open => {
      assert.equal(await run('accept', 'tab'), 'none');
      await waitFor('the indentation', () =>
        /^\s+b$/.test(open.document.lineAt(1).text) ? true : undefined,
      );
    }));

  it('and where a key has just been pressed', () =>
    renamed(async open => {
      await go();
      await type(' ');
      assert.equal(await run('accept', 'tab'), 'none');
      await waitFor('the indentation', () =>
        /\s{2,}total/.test(shown(open).replace('█', '')) ? true : undefined,
      );
    }));

  it('the cursor ends behind it, also with line ends of Windows', () =>
    renamed(
      async (open, name) => {
        assert.equal(open.document.eol, vscode.EndOfLine.CRLF);
        await go();
        await run('accept');
        assert.equal(shown(open).trimEnd(), `  ${name}█ *= height;`);
      },
      { text: source.replaceAll('\n', '\r\n') },
    ));

  it('and a key that comes in the same moment stands behind it', () =>
    renamed(async (open, name) => {
      await go();
      let typed: Thenable<unknown> | undefined;
      const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document !== open.document || contentChanges.length === 0) return;
        typed ??= vscode.commands.executeCommand('type', { text: 's' });
      });
      try {
        await run('accept');
        await typed;
      } finally {
        listener.dispose();
      }
      await waitFor('the key', () =>
        open.document.getText().includes(`  ${name}s *= height;`) ? true : undefined,
      );
    }));

  it('two dismissals in a row bring quiet, and asking ends it', () =>
    renamed(async open => {
      await go();
      await run('dismiss');
      await rename(open, 'share', `part${names}`);
      await go();
      await run('dismiss');
      await rename(open, 'other', `last${names}`);
      await isNone();
      await run('trigger');
      assert.equal(await run('goTo'), 'goTo');
      // A welcome for what comes next.
      assert.equal(await run('accept'), 'accept');
    }));

  it('none with several cursors, nor with text selected', () =>
    renamed(async ({ editor }) => {
      await go();
      editor.selections = [new vscode.Selection(0, 0, 0, 0), new vscode.Selection(1, 0, 1, 0)];
      await pause(100);
      assert.equal(await run('accept'), 'none');
      editor.selection = new vscode.Selection(0, 0, 0, 4);
      await pause(100);
      assert.equal(await run('accept'), 'none');
    }));

  for (const [mode, there] of [
    ['off', false],
    ['sameFile', true],
    ['renamesOnly', true],
  ] as const) {
    it(`the mode ${mode} ${there ? 'has' : 'has not'} renames in the same file`, () =>
      withUserSettings({ 'codexSpark.nextEdit.mode': mode }, () => renamed(() => (there ? go() : isNone()))));
  }

  it('a language can have none', () =>
    withUserSettings({ '[rust]': { 'codexSpark.nextEdit.mode': 'off' } }, async () => {
      await renamed(() => isNone());
      await renamed(() => go(), { language: 'go' });
    }));

  it('none in files that hold secrets or are ignored', () =>
    withFiles(
      { 'secrets.rs': source, 'ignored/a.rs': source, '.codexsparkignore': 'ignored/\n' },
      async () => {
        for (const file of ['secrets.rs', 'ignored/a.rs']) {
          await withFile(file, async open => {
            await pause(longMs);
            await rename(open, 'total', 'sum');
            await isNone();
          });
        }
      },
    ));

  it('goes to another file that is open, and makes it there', () => {
    const one = 'export function sharedOne(a) {\n  return a;\n}\n';
    const two = "import { sharedOne } from './one';\n\nsharedOne(1);\nsharedOne(2);\nsharedOne(3);\n";
    return withFiles({ 'one.rs': one, 'two.rs': two }, () =>
      withFile('two.rs', () =>
        withFile('one.rs', async open => {
          await pause(longMs);
          await rename(open, 'sharedOne', 'common');
          await go();
          const editor = vscode.window.activeTextEditor;
          assert.ok(editor);
          assert.ok(editor.document.uri.path.endsWith('two.rs'));
          // Which of its places comes first is the prediction's to say.
          const there = shown({ document: editor.document, editor });
          assert.match(there, /^(?:import \{ )?█sharedOne\b/);
          assert.equal(await run('accept'), 'accept');
          const made = there.replace('█sharedOne', 'common█');
          assert.equal(shown({ document: editor.document, editor }), made);
        }),
      ),
    );
  });

  it('the edit can be read as text', () =>
    renamed(async (_open, name) => {
      await go();
      await run('show');
      await waitFor('the text', () => {
        const text = vscode.window.activeTextEditor?.document.getText() ?? '';
        return text.includes(`+  ${name} *= height;`) && /^-\s+total\d+ \*= height;$/m.test(text)
          ? true
          : undefined;
      });
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }));

  it('in dozens of random states Tab makes the edit that is shown, or indents, and nothing else', async () => {
    const next = random('Tab in the editor');
    let taken = 0;
    for (let n = 0; n < 40; n++) {
      await renamed(async ({ document, editor }, name) => {
        await pause(Math.floor(next() * 400));
        const deed = Math.floor(next() * 5);
        if (deed === 0) await type('x');
        if (deed === 1) editor.selection = new vscode.Selection(0, 0, 2, 0);
        if (deed === 2) await run('goTo');
        if (deed === 3) editor.selection = new vscode.Selection(4, 2, 4, 2);
        const before = document.getText();
        const does = await run('accept', 'tab');
        await pause(50);
        const now = document.getText();
        if (does === 'accept') {
          taken++;
          assert.equal(now, before.replace(/total\d+/, name), 'the edit and nothing else');
        } else if (does === 'goTo') {
          taken++;
          assert.equal(now, before);
        } else {
          assert.notEqual(now, before, 'the key was VS Code’s');
          assert.equal(
            now.replaceAll(/[ \t]/g, ''),
            before.replaceAll(/[ \t]/g, ''),
            'nothing but white space',
          );
        }
      });
    }
    assert.ok(taken > 5, `${taken} of 40`);
  });

  describe('during a rewrite', () => {
    const { inFile } = rewritingSuite();

    it('none while one streams, nor while it waits to be reviewed', () =>
      inFile(lines('old', 0, 30), async open => {
        open.select(1, 5);
        const asked = await open.begin();
        asked.send(`\`\`\`\n${lines('new', 0, 4)}`);
        await open.contains('new 2');
        await renamed(() => isNone());
        asked.send(`${lines('new', 4, 6)}\`\`\`\n`);
        asked.finish();
        await open.lensOf('acceptHunk');
        await renamed(() => isNone());
        await vscode.window.showTextDocument(open.document);
        await open.run('rejectAll');
        await open.decided();
        await renamed(() => go());
      }));
  });

  describe('by a model', () => {
    let model: ListeningModel;
    let restoreEndpoint: () => Promise<void>;
    before(async () => {
      model = await ListeningModel.start();
      restoreEndpoint = await keepUserSettings({
        'codexSpark.endpoint': model.url,
        'codexSpark.nextEdit.useModel': true,
      });
    });
    after(async () => {
      await restoreEndpoint();
      await model.stop();
    });

    it('are asked for where nothing else has one, and made like all others', async () => {
      const asked: string[] = [];
      model.nextEdit = path => {
        asked.push(path);
        return `${path}\n<<<<<<< SEARCH\n  log(share);\n=======\n  log(share, model);\n>>>>>>> REPLACE\n`;
      };
      await withDocument('rust', source, async open => {
        const at = open.document.positionAt(source.indexOf('width;'));
        open.editor.selection = new vscode.Selection(at, at);
        await type('2 * ');
        await go();
        assert.equal(shown(open), '  log(share█);');
        assert.equal(await run('accept'), 'accept');
        assert.equal(shown(open), '  log(share, model█);');
        assert.notEqual(asked.length, 0);
      });
    });

    it('hear nothing of settings files, which get no suggestions either', async () => {
      const requests: string[] = [];
      model.nextEdit = (path, request) => {
        requests.push(request);
        return `${path}\n<<<<<<< SEARCH\n  log(share);\n=======\n  log(share, told);\n>>>>>>> REPLACE\n`;
      };
      await withFiles({ '.vscode/mcp.json': '{ "token": "before" }\n', 'told.rs': source }, () =>
        withFile('.vscode/mcp.json', async settings => {
          await pause(longMs);
          await rename(settings, 'before', 'hush');
          await withFile('told.rs', async open => {
            const at = open.document.positionAt(source.indexOf('width;'));
            open.editor.selection = new vscode.Selection(at, at);
            await type('2 * ');
            await go();
          });
        }),
      );
      assert.ok(requests.some(request => request.includes('told.rs')));
      assert.deepEqual(
        requests.filter(request => request.includes('hush') || request.includes('mcp.json')),
        [],
      );
    });
  });
});
