import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

describe('an input method', () => {
  const { inWindow } = modelWindow();

  it('composes undisturbed: nothing is shown and nothing of it is sent until it is done', async () => {
    await inWindow(async (window, model) => {
      const { vscode } = window;
      model.answer = ({ screen }) => (screen.includes('\n// ') ? 'comment' : '');
      await vscode.type('// ');
      await vscode.waitForGhostText(text => text === 'comment');
      const keyboard = await vscode.page.context().newCDPSession(vscode.page);
      const steps = ['ｎ', 'に', 'にｈ', 'にほ', 'にほん', '日本'];
      for (const text of steps) {
        const { length } = text;
        await keyboard.send('Input.imeSetComposition', {
          text,
          selectionStart: length,
          selectionEnd: length,
        });
        await vscode.waitForNoGhostText();
        // Longer than VS Code waits before it asks.
        await new Promise(resolve => setTimeout(resolve, 150));
        assert.equal(await vscode.ghostText(), '');
      }
      await keyboard.send('Input.insertText', { text: '日本' });
      await vscode.type('!');
      await vscode.waitForGhostText(text => text === 'comment');
      const composing = model.screens.filter(screen => steps.some(text => screen.includes(`// ${text}█`)));
      assert.deepEqual(
        composing.map(screen => /\/\/ .*█/.exec(screen)?.[0]),
        [],
      );
      await window.savedText('web/charts.js', text => text.endsWith('\n// 日本!'));
    });
  });
});
