import assert from 'node:assert/strict';
import { gatewayPids } from '../../scripts/host/extensionLog.mjs';
import { themes } from '../support/host/e2eWindow';
import { sharedWindow } from '../support/host/sharedWindow';

// A line of a kind that src/cart.ts has three times already.
const line = 'export function totalDeposit(items';

describe('typing in a window', () => {
  const shared = sharedWindow('src/cart.ts');

  it('shows ghost text, and Tab inserts it', async () => {
    const window = shared();
    const { vscode } = window;
    await vscode.goToEnd();
    await vscode.type(`\n${line}`);
    const ghost = await vscode.waitForGhostText(text => text.startsWith(':'));
    await vscode.press('Tab');
    const inserted = line + (ghost.split('\n')[0] ?? '');
    await window.savedText('src/cart.ts', text => text.includes(inserted));
  });

  it('keeps what agrees with the typing', async () => {
    const { vscode } = shared();
    await vscode.goToEnd();
    await vscode.type('\nexport function totalDiscount(items');
    const ghost = await vscode.waitForGhostText(text => text.startsWith(': readonly'));
    await vscode.type(':');
    await vscode.waitForGhostText(text => text === ghost.slice(1));
  });

  it('drops what does not, and the typed text stays as typed', async () => {
    const window = shared();
    const { vscode } = window;
    await vscode.type('QQ');
    await vscode.waitForNoGhostText();
    await vscode.type('zz');
    await window.savedText('src/cart.ts', text =>
      text.endsWith('\nexport function totalDiscount(items:QQzz)'),
    );
  });

  it('looks right in light, dark and high contrast', async () => {
    const window = shared();
    const { vscode } = window;
    await vscode.openFile('tools/report.py');
    await vscode.goToEnd();
    await vscode.type('\n\ndef print_deposits(');
    for (const theme of ['light', 'dark', 'highContrast'] as const) {
      await window.setTheme(theme);
      assert.equal(await vscode.page.locator(`.monaco-workbench.${themes[theme].kind}`).count(), 1);
      await vscode.waitForGhostText(text => text.startsWith('items'));
      await vscode.statusBarText('Local (no model)');
      await window.picture(`ghost text ${theme}`);
    }
  });

  it('does all of it over one WebSocket', async () => {
    const window = shared();
    assert.equal(await window.countInLog(/socket opened/), 1);
    assert.deepEqual(await window.vscode.notifications('Codex Spark'), []);
  });

  it('shows the session with its figures', async () => {
    const window = shared();
    const { vscode } = window;
    await vscode.runCommand('Codex Spark: Show Session');
    const view = vscode.webview().locator('body');
    await view.getByText('Connected', { exact: true }).waitFor();
    await view.getByText('lanes side by side').waitFor();
    assert.match(await view.innerText(), /Sockets\s+1\b/);
    await window.picture('session view');
    await vscode.runCommand('View: Close Editor');
  });

  it('loses nothing typed when the gateway is killed in the middle of an answer', async () => {
    const window = shared();
    const { vscode } = window;
    const [pid] = gatewayPids(await window.log());
    assert.ok(pid, 'the log names the gateway');
    await vscode.openFile('web/charts.js');
    await vscode.goToEnd();
    // Stopped first, so that requests are under way, unanswered, at the moment it dies.
    process.kill(pid, 'SIGSTOP');
    await vscode.type('\n\nexport function ');
    process.kill(pid, 'SIGKILL');
    await vscode.type('drawDeposits');
    await window.savedText('web/charts.js', text => text.endsWith('\n\nexport function drawDeposits'));
  });

  it('brings suggestions back by itself after that', async () => {
    const window = shared();
    const { vscode } = window;
    await window.waitForLog(/gateway started/, 2);
    await window.waitForLog(/socket opened/, 2);
    await vscode.type('(ite');
    await vscode.waitForGhostText(text => text.startsWith('ms'));
    await vscode.press('Tab');
    await window.savedText('web/charts.js', text => text.includes('export function drawDeposits(items'));
    assert.deepEqual(await vscode.notifications('Codex Spark'), [], 'and nobody was bothered with it');
  });
});
