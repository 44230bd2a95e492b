import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { sharedBrowser } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { E2eWindow } from '../support/host/e2eWindow';
import { waitFor } from '../support/host/waitFor';

/** Two windows on one folder, each with an extension host of its own. */
describe('windows on one folder', () => {
  const host = e2eHost();
  const windows: E2eWindow[] = [];
  after(async () => {
    for (const window of windows.reverse()) await window.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      for (const [at, window] of windows.entries()) await window.picture(`failed sharing ${at}`);
  });

  const suggests = async ({ vscode }: E2eWindow, typed: string, begin: string): Promise<void> => {
    await vscode.goToEnd();
    await vscode.type(typed);
    await vscode.waitForGhostText(text => text.startsWith(begin));
  };
  const started = async (window: E2eWindow, what: 'started' | 'shared'): Promise<number> => {
    const [line = ''] = await window.waitForLog(new RegExp(`gateway ${what} pid=\\d+`));
    return Number(/\d+$/.exec(line)?.[0]);
  };
  const parentOf = (pid: number): number =>
    Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));

  it('share one engine, which goes on when the extension host dies that started it', async function () {
    if (process.platform === 'win32') return this.skip();
    const browser = await sharedBrowser(host);
    const one = await E2eWindow.open(host, browser);
    windows.push(one);
    await one.vscode.openFile('src/cart.ts');
    await suggests(one, '\nexport function totalDeposit(items', ':');
    const pid = await started(one, 'started');
    const other = await one.beside(browser);
    windows.push(other);
    // Another one: what is not saved in a file is in the other window, too.
    await other.vscode.openFile('tools/report.py');
    await suggests(other, '\n\ndef print_deposits(', 'items');
    assert.equal(await started(other, 'shared'), pid);
    assert.equal(await other.countInLog(/gateway started/), 0);
    const owner = parentOf(pid);
    process.kill(owner, 'SIGKILL');
    await waitFor('another parent', () => (parentOf(pid) === owner ? undefined : true));
    await other.vscode.press('Control+Shift+K');
    await suggests(other, 'def print_discounts(', 'items');
    assert.equal(await other.countInLog(/gateway (?:started|ended)/), 0);
    assert.equal(await other.countInLog(/socket opened/), 1);
    assert.deepEqual(await other.vscode.notifications('Codex Spark'), []);
  });
});
