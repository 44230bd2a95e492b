import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { e2eHost, openBrowser } from '../support/host/e2eHost';
import { E2eWindow } from '../support/host/e2eWindow';

describe('manners in a window', () => {
  const host = e2eHost();
  let browser: Browser;
  let window: E2eWindow;

  before(async () => {
    browser = await openBrowser(host);
    window = await E2eWindow.open(host, browser);
    await window.vscode.openFile('src/cart.ts');
    await window.waitForLog(/socket opened/);
  });
  after(async () => {
    await window.close();
    await browser.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture(`failed ${this.currentTest.title}`);
  });

  it('shows nothing while an input method composes, and loses nothing of it', async () => {
    const { vscode } = window;
    await vscode.goToEnd();
    await vscode.type('\n// ');
    const keyboard = await vscode.page.context().newCDPSession(vscode.page);
    for (const text of ['ｎ', 'に', 'にｈ', 'にほ', 'にほん', '日本']) {
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await vscode.waitForNoGhostText();
    }
    await keyboard.send('Input.insertText', { text: '日本' });
    await vscode.type('!');
    await window.savedText('src/cart.ts', text => text.endsWith('\n// 日本!'));
  });

  it('works on after a composition', async () => {
    const { vscode } = window;
    await vscode.type('\nexport function totalFees(items');
    await vscode.waitForGhostText(text => text.startsWith(':'));
    await vscode.press('Escape');
  });

  it('says in the status bar what it does, and why there is nothing, in every theme', async () => {
    const { vscode } = window;
    const item = vscode.page.locator('.statusbar-item', { hasText: 'Local (no model)' });
    for (const theme of ['light', 'dark', 'highContrast'] as const) {
      await window.setTheme(theme);
      await item.hover();
      const hover = vscode.page.locator('.monaco-hover:visible', { hasText: 'Codex Spark Live' });
      await hover.getByText('Last suggestion: first token after').waitFor();
      await hover.getByText('On/off for typescript').waitFor();
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
    const { vscode } = window;
    await vscode.runCommand('File: New Untitled Text File');
    await vscode.runCommand('Codex Spark: Why Is There No Suggestion Here?');
    await vscode.page
      .locator('.notification-toast', { hasText: 'switched off for the language "plaintext"' })
      .getByText('Turn On for This Language')
      .waitFor();
    await vscode.runCommand('Notifications: Clear All Notifications');
  });
});
