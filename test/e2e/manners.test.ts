import assert from 'node:assert/strict';
import { sharedWindow } from '../support/host/sharedWindow';

describe('manners in a window', () => {
  const shared = sharedWindow('src/cart.ts');

  it('says in the status bar what it does, and why there is nothing, in every theme', async () => {
    const window = shared();
    const { vscode } = window;
    await vscode.goToEnd();
    await vscode.type('\nexport function totalFees(items');
    await vscode.waitForGhostText(text => text.startsWith(':'));
    await vscode.press('Escape');
    const item = vscode.page.locator('.statusbar-item', { hasText: 'Local (no model)' });
    for (const theme of ['light', 'dark', 'highContrast'] as const) {
      await window.setTheme(theme);
      const hover = await vscode.hover(item, 'Last suggestion: first token after');
      assert.match(await hover.innerText(), /Codex Spark Live[^]*On\/off for typescript/);
      await window.picture(`status hover ${theme}`);
      await vscode.page.mouse.move(400, 300);
      await vscode.runCommand('Codex Spark: Why Is There No Suggestion Here?');
      const [message] = await (async () => {
        await vscode.page.locator('.notification-toast', { hasText: 'Codex Spark' }).waitFor();
        return vscode.notifications('Codex Spark');
      })();
      assert.ok(message);
      await window.picture(`why no suggestion ${theme}`);
      await vscode.runCommand('Notifications: Clear All Notifications');
    }
  });

  it('names the language that is off, and offers to turn it on', async () => {
    const { vscode } = shared();
    await vscode.runCommand('File: New Untitled Text File');
    await vscode.runCommand('Codex Spark: Why Is There No Suggestion Here?');
    await vscode.page
      .locator('.notification-toast', { hasText: 'switched off for the language "plaintext"' })
      .getByText('Turn On for This Language')
      .waitFor();
    await vscode.runCommand('Notifications: Clear All Notifications');
  });
});
