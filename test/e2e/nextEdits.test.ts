import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { shownEdit, waitForEdit, waitForHint, waitForNoEdit } from '../support/host/shownEdit';
import { sharedWindow } from '../support/host/sharedWindow';

/** Uses of a name far below its declaration. */
const farText = (name: string): string => `fn main() {
    let ${name} = 1;
${'    other();\n'.repeat(87)}    print(${name});
    return ${name};
}
`;

describe('next edits in a window', () => {
  const shared = sharedWindow('src/cart.ts');

  let restoreSettings: () => Promise<void>;
  before(async () => {
    restoreSettings = await shared().keepMachineSettings({
      'codexSpark.inline.enabled': false,
      // What is left to do in the file of an earlier test is of no interest.
      'codexSpark.nextEdit.mode': 'sameFile',
    });
  });
  after(() => restoreSettings());

  /** Makes a name on a line into another, as one does by hand. */
  const rename = async (line: number, column: number, letters: number, to: string): Promise<void> => {
    const { vscode } = shared();
    await vscode.goTo(line, column);
    for (let n = 0; n < letters; n++) await vscode.press('Shift+ArrowRight');
    await vscode.type(to);
  };
  const openFar = async (file: string, name: string): Promise<void> => {
    const { vscode, folder } = shared();
    await writeFile(path.join(folder, 'src', file), farText(name));
    await vscode.openFile(file);
    await vscode.page.locator('.view-line', { hasText: name }).first().waitFor();
  };

  it('are drawn where they will be; Tab goes there, Tab makes it, and one undo takes it back', async () => {
    const window = shared();
    const { vscode } = window;
    await rename(5, 7, 5, 'sum');
    // On a busy machine the typing may seem to rest between two letters.
    const shown = await waitForEdit(
      vscode,
      ({ texts }) => texts.includes('sum') && texts.some(text => text.trim() === 'Tab ↓ 7'),
    );
    assert.deepEqual(shown.struck, ['total']);
    await window.pictures('next edit offered');
    await vscode.press('Tab');
    await waitForHint(vscode, 'Tab');
    await window.pictures('next edit gone to');
    await vscode.press('Tab');
    await waitForHint(vscode, 'Tab ↓ 9');
    await vscode.press('Escape');
    await waitForNoEdit(vscode);
    await vscode.press('ControlOrMeta+Z');
    const text = await window.savedText('src/cart.ts', saved => saved.includes('let sum = 0'));
    assert.match(text, /let sum = 0;\n.*\n {4}total \+= item\.price/);
    await waitForEdit(vscode, ({ struck }) => struck.length === 0);
    assert.deepEqual(await shownEdit(vscode), { struck: [], texts: [] });
  });

  it('the view moves on Tab and not before; the status bar says where it leads', async () => {
    const { vscode } = shared();
    await openFar('far.rs', 'amount');
    await rename(2, 9, 6, 'count');
    await waitForHint(vscode, 'Tab ↓ 90');
    await vscode.page
      .locator('.statusbar-item a[role="status"]', { hasText: 'Next edit: line 90' })
      .waitFor();
    assert.equal(await vscode.page.locator('.view-line', { hasText: 'print' }).count(), 0);
    await vscode.press('Tab');
    await waitForHint(vscode, 'Tab');
    await vscode.page.locator('.view-line', { hasText: 'print' }).waitFor();
    await vscode.press('Tab');
    await vscode.page.locator('.view-line', { hasText: 'print(count)' }).waitFor();
    await vscode.type('s');
    await vscode.page.locator('.view-line', { hasText: 'print(counts)' }).waitFor();
  });

  it('Tab is that of the list of suggestions while it is open, and indents where there is no edit', async () => {
    const { vscode } = shared();
    await openFar('list.rs', 'weight');
    await rename(2, 9, 6, 'quantity');
    await waitForHint(vscode, 'Tab ↓ 90');
    await vscode.goTo(3);
    await vscode.press('Enter');
    await vscode.type('quan');
    const row = vscode.page.locator('.suggest-widget.visible .monaco-list-row.focused', {
      hasText: 'quantity',
    });
    // On a busy machine VS Code may have gathered no words yet, and says that it has no suggestions.
    for (let tries = 0; tries < 10 && !(await row.isVisible()); tries++) {
      await vscode.press('Backspace');
      await vscode.type('n');
      await vscode.press('Control+Space');
      await row.waitFor({ timeout: 5_000 }).catch(() => undefined);
    }
    await row.waitFor();
    await vscode.press('Tab');
    await vscode.page.locator('.view-line', { hasText: /^\s*quantity$/ }).waitFor();
    await vscode.press('ControlOrMeta+A');
    await vscode.press('Delete');
    await vscode.type('a();\nb();');
    await waitForNoEdit(vscode);
    await vscode.press('Home');
    await vscode.press('Tab');
    await vscode.page.locator('.view-line', { hasText: /^\s+b/ }).waitFor();
  });
});
