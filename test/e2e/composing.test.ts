import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

describe('an input method', () => {
  const { inWindow } = modelWindow();

  it('composes undisturbed: nothing is shown until it is done, and nothing of it is lost', async () => {
    await inWindow(async (window, model) => {
      const { vscode } = window;
      model.answer = ({ screen }) => (screen.includes('\n// ') ? 'comment' : '');
      await vscode.type('// ');
      await vscode.waitForGhostText(text => text === 'comment');
      const keyboard = await vscode.page.context().newCDPSession(vscode.page);
      // Nothing else limits how long the browser may take for it.
      const send = (...command: Parameters<typeof keyboard.send>): Promise<unknown> =>
        Promise.race([
          keyboard.send(...command),
          new Promise((_, reject) =>
            setTimeout(reject, patience, new Error(`${JSON.stringify(command)} was not answered`)).unref(),
          ),
        ]);
      for (const text of ['ｎ', 'に', 'にｈ', 'にほ', 'にほん', '日本']) {
        const { length } = text;
        await send('Input.imeSetComposition', {
          text,
          selectionStart: length,
          selectionEnd: length,
        });
        await vscode.waitForNoGhostText();
        // Longer than VS Code waits before it asks.
        await new Promise(resolve => setTimeout(resolve, 150));
        assert.equal(await vscode.ghostText(), '');
      }
      await send('Input.insertText', { text: '日本' });
      await vscode.type('!');
      await vscode.waitForGhostText(text => text === 'comment');
      await window.savedText('web/charts.js', text => text.endsWith('\n// 日本!'));
    });
  });
});
