import assert from 'node:assert/strict';
import { modelWindow } from '../support/host/modelWindow';

describe('suggestions around a snippet', () => {
  const { inWindow, model } = modelWindow();

  it('none is asked for while its tab stops are filled in, which is said; Escape brings them back', async () => {
    model().answer = ({ screen }) => (screen.includes('█') ? 'more();' : '');
    await inWindow(
      async ({ vscode }) => {
        await vscode.type('for');
        await vscode.waitForGhostText(text => text.includes('more'));
        await vscode.press('Escape');
        await vscode.press('Tab');
        await vscode.page.locator('.view-line', { hasText: 'array.length' }).waitFor();
        const before = model().asked.length;
        await vscode.type('seventh', 150);
        await new Promise(resolve => setTimeout(resolve, 1_000));
        assert.deepEqual(model().screens.slice(before), []);
        await vscode.press('Tab');
        await vscode.type('another', 150);
        assert.deepEqual(model().screens.slice(before), []);
        await vscode.press('Escape');
        await vscode.type('d', 150);
        await vscode.waitForGhostText(text => text.includes('more'));
      },
      { 'editor.tabCompletion': 'on' },
    );
  });
});
