import assert from 'node:assert/strict';
import { contextBudget, windowBudget } from '../../../../src/completion/context/budget';
import { ChangesInPrompt } from '../../../../src/completion/context/changesInPrompt';
import { currentPart } from '../../../../src/completion/context/currentPart';
import { declarationAt } from '../../../../src/completion/context/declaration';
import { textsOf } from '../../../../src/completion/context/fileWindows';
import { findingsText } from '../../../../src/completion/context/findings';
import { groupDeclarations } from '../../../../src/completion/context/groupDeclarations';
import { OpenFiles } from '../../../../src/completion/context/openFiles';
import { noPieces, type ContextPieces } from '../../../../src/completion/context/pieces';
import { wordsOf } from '../../../../src/completion/context/words';
import { joinCells } from '../../../../src/completion/text/joinedCells';
import { staticInput } from '../../../../src/completion/prompt/prompt';
import type { CursorSnapshot } from '../../../../src/completion/snapshot';
import { StaticContext } from '../../../../src/completion/prompt/staticContext';
import { lineWindow, type Lines } from '../../../../src/completion/window';
import type { ContextForm, DocumentForm, FileForm } from '../../../../src/protocol/promptForms';
import { FakeSession } from '../../../support/completion/fakeSession';
import { promptScript } from '../../../support/completion/promptScript';
import { finish, openFile, textLines } from '../../../support/completion/textLines';
import { matchesGolden } from '../../../support/golden';

/** An editor as a user sees it; `█` is the cursor. */
interface Screen {
  readonly text: string;
  readonly path?: string;
  readonly language?: string;
}

/** The snapshot that an editor makes of a screen. */
function snapshotOf({ text, path = 'src/shop.ts', language = 'typescript' }: Screen): CursorSnapshot {
  const [before = '', behind = ''] = text.split('█');
  const lines = textLines(before + behind);
  const line = before.split('\n').length - 1;
  const { firstLine, lastLine } = lineWindow(lines, line, windowBudget);
  const all = [...textsOf(lines, firstLine, lastLine)];
  const start = all.slice(0, line - firstLine).join('\n').length + (line > firstLine ? 1 : 0);
  const at = start + before.length - (before.lastIndexOf('\n') + 1);
  const window = all.join('\n');
  return {
    uri: `file:///${path}`,
    path,
    languageId: language,
    firstLine,
    prefix: window.slice(0, at),
    suffix: window.slice(at),
  };
}

/** The document of a screen as it is sent ahead, before what stands between `⟦` and `⟧` was typed. */
function sentAhead({ text, path = 'src/shop.ts', language = 'typescript' }: Screen): DocumentForm {
  const sent = text.replace(/⟦[^⟧]*⟧/g, '').replace('█', '');
  const line = text.slice(0, text.indexOf('█')).split('\n').length - 1;
  const { firstLine, lastLine } = currentPart(textLines(sent), line, contextBudget().current);
  return {
    kind: 'document',
    path,
    language,
    text: [...textsOf(textLines(sent), firstLine, lastLine)].join('\n'),
  };
}

/**
 * The whole conversation that a model reads for one key: what was sent ahead, then, behind a line of dashes, what the
 * key itself sends.
 */
async function prompt(screen: Screen, pieces: Partial<ContextPieces> = {}): Promise<string> {
  const session = new FakeSession();
  session.warmId = 'resp_1';
  const context = new StaticContext(session);
  await context.update({ ...noPieces, current: sentAhead(screen), ...pieces });
  const typed = { ...screen, text: screen.text.replaceAll(/[⟦⟧]/g, '') };
  const ahead = promptScript(session.warmed.flatMap(({ input }) => [...input]));
  return `${ahead}${'-'.repeat(80)}\n${promptScript(context.turnInput(snapshotOf(typed)).input)}`;
}

const golden = (name: string, text: string): void =>
  matchesGolden(`test/unit/completion/prompt/golden/${name}.txt`, text);

const shop = `import { addTax } from './tax';

export function total(items: readonly Item[]): number {
  const net = items.reduce((sum, item) => sum + item.price, 0);
⟦  return add⟧█
}
`;

const tax = `/** Value added tax. */
export interface Tax {
  rate: number;
}

export function addTax(net: number, tax: Tax = usual): number {
  return net * (1 + tax.rate);
}
`;

const numbered = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n + 1)).join('\n');

/** A file that is too long to be taken whole; what the shop is about stands in its middle. */
const long: Lines = textLines(
  [
    numbered(200, n => `export const setting${n} = read('setting.${n}', ${n});`),
    ...numbered(
      14,
      n => `export const gross${n} = (items: readonly Item[]) => addTax(net(items), rate${n}).total;`,
    ).split('\n'),
    numbered(200, n => `export const option${n} = read('option.${n}', ${n});`),
  ].join('\n'),
);

describe('prompt', () => {
  it('of a fresh file', async () =>
    golden('freshFile', await prompt({ text: '⟦const answer = ⟧█' }, { current: undefined })));

  it('of a short file', async () => golden('shortFile', await prompt({ text: shop })));

  it('of a file too long to be sent whole', async () => {
    const line = (n: number): string =>
      `export const value${n} = compute(input${n}, "a text that makes it long");`;
    const text = `${numbered(1_500, line)}\n⟦export const next = com⟧█\n${numbered(1_500, n => line(n + 1_500))}\n`;
    const shown = (await prompt({ text })).split('\n');
    // What lies in between is the same over and over.
    const dots = shown.flatMap((each, n) => {
      const same = /^export const value\d+/.test(each);
      const inside = [-3, 3].every(by => /^export const value\d+/.test(shown[n + by] ?? ''));
      return same && inside ? [] : [each];
    });
    golden('longFile', dots.join('\n'));
  });

  it('with other open files', async () => {
    const files = [openFile('src/tax.ts', tax), { ...openFile('src/all.ts', ''), lines: long }];
    const asked = wordsOf(shop.split('\n'));
    const others = finish(new OpenFiles().about(files, asked, contextBudget().openFiles));
    golden('openFiles', await prompt({ text: shop }, { others }));
  });

  it('with declarations, changes of the last minutes and findings', async () => {
    const declared = textLines(tax);
    const others: FileForm[] = [
      ...groupDeclarations(
        [5, 1].map(line => ({
          uri: 'file:///src/tax.ts',
          path: 'src/tax.ts',
          language: 'typescript',
          line,
          text: declarationAt(declared, line),
        })),
        contextBudget().definitions,
      ),
    ];
    const findings = [
      { line: 3, severity: 'error', message: "Cannot find name 'Item'.", code: 'Item' } as const,
    ];
    const text = findingsText(findings, 4, contextBudget().diagnostics);
    const notes: ContextForm[] = [
      ...recentChanges(),
      { kind: 'diagnostics', path: 'src/shop.ts', language: 'typescript', text },
    ];
    golden('languageService', await prompt({ text: shop }, { others, notes }));
  });

  it('in a notebook', async () => {
    const cell = (kind: 'code' | 'markup', text: string) => ({
      kind,
      languageId: kind === 'code' ? 'python' : 'markdown',
      lines: textLines(text),
    });
    const { lines } = joinCells(
      [
        cell('code', 'import pandas as pd\nsales = pd.read_csv("sales.csv")'),
        cell('markup', '## Monthly totals'),
        cell('code', '⟦monthly = sales.⟧█'),
        cell('code', 'monthly.plot()'),
      ],
      2,
    );
    const text = [...textsOf(lines, 0, lines.count - 1)].join('\n');
    golden('notebook', await prompt({ text, path: 'sales.ipynb', language: 'python' }));
  });

  it('where the server prepares nothing', async () => {
    const context = new StaticContext(new FakeSession());
    await context.update({ ...noPieces, notes: recentChanges(), current: sentAhead({ text: shop }) });
    const snapshot = snapshotOf({ text: shop.replaceAll(/[⟦⟧]/g, '') });
    golden('unprepared', promptScript(context.turnInput(snapshot).input));
  });

  it('keeps the static part the same from key to key', () => {
    assert.deepEqual(staticInput([]), staticInput([]));
    assert.deepEqual(promptScript(staticInput([])).match(/\[\w+\]/g), ['[developer]']);
  });
});

function recentChanges(): ContextForm[] {
  const changes = [
    {
      path: 'src/tax.ts',
      diff: '@@ -6,1 +6,1 @@\n-function tax(net: number) {\n+function addTax(net: number) {',
    },
    {
      path: 'src/shop.ts',
      diff: "@@ -1,1 +1,1 @@\n-import { tax } from './tax';\n+import { addTax } from './tax';",
    },
  ].map((change, time) => ({ ...change, time }));
  const form = new ChangesInPrompt().form(changes, contextBudget().changes);
  return form ? [form] : [];
}
