import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

describe('an input method', () => {
  const { inWindow } = modelWindow();

  it('composes undisturbed: nothing is shown until it is done, and nothing of it is lost', async () => {
    await inWindow(async (window, model) => {
      const { vscode } = window;
      model.answer = ({ screen }) => (screen.includes('\n// ') ? 'comment' : '');
      await vscode.type('// ');
      await vscode.waitForGhostText(text => text === 'comment');
      const keyboard = await vscode.page.context().newCDPSession(vscode.page);
      for (const text of ['ｎ', 'に', 'にｈ', 'にほ', 'にほん', '日本']) {
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
      await window.savedText('web/charts.js', text => text.endsWith('\n// 日本!'));
    });
  });
});
