import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../src/common/emitter';
import { systemClock } from '../../src/common/systemClock';
import { contextBudget } from '../../src/completion/context/budget';
import { ChangesInPrompt } from '../../src/completion/context/changesInPrompt';
import { OpenFiles } from '../../src/completion/context/openFiles';
import { Declarations, patience, type AskLanguageService } from '../../src/editor/context/declarations';
import { gather, type ContextSources } from '../../src/editor/context/gather';
import { followLastUse } from '../../src/editor/context/lastUse';
import type { RecentDiff } from '../../src/nextEdit/history/recentDiffs';
import { ManualClock } from '../support/manualClock';
import { withDocument, type OpenDocument } from '../support/host/editing';
import { waitFor } from '../support/host/waitFor';

/** A language that no other extension knows: what is answered in it is answered by the test. */
const language = 'dockercompose';

const declared =
  'export interface Tax {\n  rate: number;\n}\nexport function addTax(price: number): number {\n  return price;\n}';
const use = 'const total = addTax(12);\nconst tax: Tax = load();\n█';

/** Opens two documents, the second one on screen: what is declared, and where it is used. */
async function withDeclarations(
  work: (used: OpenDocument, declaring: vscode.TextDocument) => Promise<void>,
): Promise<void> {
  // Both in an editor: VS Code opens one by itself, and later, for an unsaved document that has none.
  await withDocument(language, declared, ({ document }) =>
    withDocument(language, use, used => work(used, document)),
  );
}

/** A definition provider that knows the names of `declared`. */
function provide(declaring: vscode.TextDocument, asked: string[] = []): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(language, {
    provideDefinition: (document, position) => {
      const name = document.getText(document.getWordRangeAtPosition(position));
      asked.push(name);
      const at = declaring.getText().search(new RegExp(`(function|interface) ${name}\\b`));
      return at < 0 ? [] : [new vscode.Location(declaring.uri, declaring.positionAt(at))];
    },
  });
}

const near = async (declarations: Declarations, { document }: OpenDocument): Promise<string> => {
  const forms = await declarations.near(document, 2, 500, new AbortController().signal);
  return forms.map(({ text }) => text).join('\n');
};

describe('context from the language service', () => {
  it('holds the declarations of the names near the cursor', async () => {
    await withDeclarations(async (used, declaring) => {
      const provider = provide(declaring);
      const declarations = new Declarations(systemClock, () => true);
      try {
        const text = await waitFor('the language service to have answered in time', async () => {
          const said = await near(declarations, used);
          return said.includes('addTax') && said.includes('Tax {') ? said : undefined;
        });
        assert.equal(
          text,
          'export interface Tax {\n  rate: number;\n}\nexport function addTax(price: number): number',
        );
      } finally {
        declarations.dispose();
        provider.dispose();
      }
    });
  });

  it('holds nothing of files that may not be sent', async () => {
    await withDeclarations(async (used, declaring) => {
      const asked: string[] = [];
      const provider = provide(declaring, asked);
      let allowed = false;
      const declarations = new Declarations(systemClock, () => allowed);
      try {
        await waitFor('the language service to have been asked', async () => {
          assert.equal(await near(declarations, used), '');
          return asked.includes('addTax') ? true : undefined;
        });
        assert.equal(await near(declarations, used), '');
        allowed = true;
        await waitFor('it to be asked again', async () =>
          (await near(declarations, used)).includes('addTax') ? true : undefined,
        );
        allowed = false;
        assert.equal(await near(declarations, used), '', 'what is known is not sent either');
      } finally {
        declarations.dispose();
        provider.dispose();
      }
    });
  });

  it('is not waited for: what comes late is there the next time', async () => {
    await withDeclarations(async (used, declaring) => {
      const clock = new ManualClock();
      const answers = new Emitter<void>();
      let asking = 0;
      const ask: AskLanguageService = () => {
        asking++;
        return new Promise(resolve => {
          answers.event(() => resolve([new vscode.Location(declaring.uri, new vscode.Position(3, 0))]));
        });
      };
      const declarations = new Declarations(clock, () => true, ask);
      const late = new Promise<void>(resolve => declarations.onDidLearn(resolve));
      try {
        const first = near(declarations, used);
        await clock.advance(patience);
        assert.equal(await first, '');
        const most = asking;
        const second = near(declarations, used);
        await clock.advance(patience);
        assert.equal(await second, '');
        assert.ok(asking <= 4 && asking >= most, `${asking} questions at once`);
        answers.fire();
        await late;
        assert.match(await near(declarations, used), /^export function addTax/);
      } finally {
        declarations.dispose();
      }
    });
  });

  it('asks again for what a language service that was starting did not know', async () => {
    await withDeclarations(async (used, declaring) => {
      const clock = new ManualClock();
      let started = false;
      const declarations = new Declarations(
        clock,
        () => true,
        () => Promise.resolve(started ? [new vscode.Location(declaring.uri, new vscode.Position(3, 0))] : []),
      );
      try {
        assert.equal(await near(declarations, used), '');
        started = true;
        assert.equal(await near(declarations, used), '', 'not at once');
        await clock.advance(2_000);
        assert.match(await near(declarations, used), /^export function addTax/);
      } finally {
        declarations.dispose();
      }
    });
  });

  it('stops when it is told to, and goes on without a language service', async () => {
    await withDeclarations(async ({ document }) => {
      let asking = 0;
      const declarations = new Declarations(
        systemClock,
        () => true,
        () => {
          asking++;
          return Promise.reject(new Error('no language service'));
        },
      );
      const before = new AbortController();
      before.abort();
      assert.deepEqual(await declarations.near(document, 2, 500, before.signal), []);
      assert.equal(asking, 0);
      assert.deepEqual(await declarations.near(document, 2, 500, new AbortController().signal), []);
      assert.ok(asking > 0);
      declarations.dispose();
    });
  });
});

describe('gathered context', () => {
  const sources = (more: Partial<ContextSources> = {}): ContextSources => ({
    allowed: () => true,
    lastUse: followLastUse(),
    changes: () => [],
    shown: new ChangesInPrompt(),
    openFiles: new OpenFiles(),
    declarations: undefined,
    budget: contextBudget(),
    clock: systemClock,
    ...more,
  });
  const signal = new AbortController().signal;

  it('holds the other tabs, the document itself and what is found wrong near the cursor', async () => {
    await withDocument(language, 'other: taxRate', async other => {
      await withDocument(language, 'first: 1\nsecond: taxRate\n█third: 3', async ({ document, editor }) => {
        const findings = vscode.languages.createDiagnosticCollection('test');
        const parts = sources();
        try {
          const range = new vscode.Range(1, 8, 1, 15);
          findings.set(document.uri, [
            new vscode.Diagnostic(range, 'Unknown name.', vscode.DiagnosticSeverity.Error),
            new vscode.Diagnostic(range, 'Only a hint.', vscode.DiagnosticSeverity.Hint),
          ]);
          const pieces = await gather(editor, parts, signal);
          assert.equal(pieces?.current?.text, document.getText());
          assert.ok(pieces.others.some(({ text }) => text === other.document.getText()));
          assert.deepEqual(
            pieces.notes.map(({ text }) => text),
            ['2: error: Unknown name. (taxRate)'],
          );
          const kept = await gather(editor, { ...parts, allowed: each => each === document }, signal);
          assert.deepEqual(kept?.others, []);
        } finally {
          findings.dispose();
          parts.lastUse.dispose();
        }
      });
    });
  });

  it('holds what was changed in the last minutes, of the file alone where others are not to be read', async () => {
    await withDocument(language, 'first: 1\n█', async ({ document, editor }) => {
      const diff = (uri: string, time: number): RecentDiff => ({
        uri,
        languageId: language,
        time,
        diff: `+${time}`,
      });
      const changes = () => [diff('file:///somewhere/b.txt', 1), diff(document.uri.toString(), 2)];
      for (const [more, times] of [
        [{}, ['+1', '+2']],
        [{ openFiles: undefined }, ['+2']],
      ] as const) {
        const parts = sources({ changes, ...more });
        try {
          const notes = (await gather(editor, parts, signal))?.notes ?? [];
          const [text = ''] = notes.flatMap(form => (form.kind === 'changes' ? form.text : []));
          assert.deepEqual(text.match(/^\+\d$/gm), times);
        } finally {
          parts.lastUse.dispose();
        }
      }
    });
  });
});
