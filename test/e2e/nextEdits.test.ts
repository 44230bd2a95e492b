import assert from 'node:assert/strict';
import { shownEdit, waitForEdit, waitForHint, waitForNoEdit } from '../support/host/shownEdit';
import { sharedWindow } from '../support/host/sharedWindow';

describe('next edits in a window', () => {
  const shared = sharedWindow('src/cart.ts');

  /** Makes a name on a line into another, as one does by hand. */
  const rename = async (line: number, column: number, letters: number, to: string): Promise<void> => {
    const { vscode } = shared();
    await vscode.goTo(line, column);
    for (let n = 0; n < letters; n++) await vscode.press('Shift+ArrowRight');
    await vscode.type(to);
  };

  it('are drawn where they will be; Tab goes there, Tab makes it, and one undo takes it back', async () => {
    const window = shared();
    const { vscode } = window;
    await window.setWorkspaceSettings({ 'codexSpark.inline.enabled': false });
    await rename(5, 7, 5, 'sum');
    const shown = await waitForHint(vscode, 'Tab ↓ 7');
    assert.deepEqual(shown.struck, ['total']);
    assert.ok(shown.texts.includes('sum'));
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
});
