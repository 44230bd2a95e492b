import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { until } from '../../scripts/host/vscodePage.mjs';
import { e2eHost } from '../support/host/e2eHost';
import { sharedWindow } from '../support/host/sharedWindow';
import { waitFor } from '../support/host/waitFor';

/** Runs in the page: writes down from now on what VS Code has screen readers say. */
const listen = `(() => {
  window.readOut = [];
  const places = [...document.querySelectorAll('.monaco-aria-container > *')];
  const note = () => window.readOut.push(...places.map(place => place.textContent));
  for (const place of places) new MutationObserver(note).observe(place, { childList: true, characterData: true, subtree: true });
})()`;

/** Runs in the page: the names of what is open. */
const openTabs = `[...document.querySelectorAll('.tab')].map(tab => tab.dataset.resourceName ?? '')`;

describe('Show Me', () => {
  const shared = sharedWindow('src/cart.ts');
  const page = () => shared().vscode.page;
  const notice = (words: string) => page().locator('.notification-toast', { hasText: words }).waitFor();
  const line = (text: string) =>
    page()
      .locator('.view-line', {
        hasText: new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')),
      })
      .first()
      .waitFor();
  const goOn = () => shared().vscode.press('Alt+Enter');
  const tabs = async () => v.parse(v.array(v.string()), await page().evaluate(openTabs));
  const closed = () =>
    until(
      async () => [...(await tabs()), ...(await signs())],
      shown => shown.join() === 'cart.ts',
      50_000,
      shown => `there were still ${shown.join(', ')}`,
    );
  const signs = () =>
    page()
      .locator('.statusbar-item:visible', { hasText: /Show Me|Recording/ })
      .allTextContents();
  const announced = (words: string) =>
    waitFor(`"${words}" to be read out`, async () => {
      const said = v.parse(v.array(v.string()), await page().evaluate('window.readOut'));
      return said.some(text => text.includes(words)) || undefined;
    });
  /** Begins it at its ordinary pace; windows of tests ask for no movement. */
  const play = async (work: () => Promise<void>): Promise<void> => {
    const restore = await shared().keepMachineSettings({ 'workbench.reduceMotion': 'off' });
    try {
      await shared().vscode.runCommand('Codex Spark: Show Me');
      await notice('What you see was recorded');
      await work();
    } finally {
      await restore();
    }
  };

  it('goes to its end step by step where nothing is to move, marked as a recording and read out, and leaves nothing behind', async () => {
    const window = shared();
    const { vscode } = window;
    await page().evaluate(listen);
    await vscode.runCommand('Codex Spark: Show Me');
    await notice('What you see was recorded');
    await vscode.statusBarText('Show Me: Next Step');
    await vscode.statusBarText('Recording (no model)');
    await announced('What you see was recorded');
    await goOn();

    await vscode.waitForGhostText(
      text => text.includes('export function median') && text.includes('return (below + above) / 2;'),
    );
    await notice('it grows in place');
    await announced('it grows in place');
    await window.pictures('show me ghost text');
    await goOn();

    await notice('Tab takes it');
    await vscode.waitForGhostText(text => text.includes('function spread'));
    await line('return (below + above) / 2;');
    await goOn();
    await notice('takes the next word');
    await goOn();
    await notice('types something else');
    await goOn();
    await vscode.waitForNoGhostText();

    await notice('a function is rewritten');
    await goOn();
    await notice('Return as soon as');
    await line('if (celsius < -30)');
    await goOn();
    await notice('Redirected: "Make it a table"');
    await line("[-30, 'bitter'],");
    await line('celsius < below');
    await window.pictures('show me rewrite');
    await goOn();
    await notice('to be accepted or rejected');
    await goOn();

    await notice('Last, the chat');
    await goOn();
    const chat = vscode.webview();
    await notice('Asked: "How do I round');
    await chat.locator('.answer[data-status="completed"]', { hasText: 'A price is best kept' }).waitFor();
    await goOn();
    await chat.locator('.user', { hasText: 'Only the code, please' }).waitFor();
    await chat.locator('.answer[data-status="completed"] code', { hasText: 'const euros' }).waitFor();
    await window.pictures('show me chat');
    await goOn();
    await notice('That was the recording');
    await goOn();
    await notice('that was a recording, and nothing of it was kept');
    await closed();
    await vscode.statusBarText('Local (no model)');
    assert.deepEqual(await filesOf('showMe'), []);
  });

  it('plays by itself at its own pace to its end, as fast as somebody goes on', async () => {
    const end = page().locator('.notification-toast', { hasText: 'that was a recording' });
    await play(async () => {
      await shared().vscode.statusBarText('Show Me: Stop');
      // Nobody does anything until the first suggestion is there.
      await shared().vscode.waitForGhostText(text => text.includes('export function median'));
      const goOnUntil = (what: string, isThere: () => Promise<boolean>): Promise<unknown> =>
        waitFor(
          what,
          async () => {
            if (await isThere()) return true;
            await goOn();
            return undefined;
          },
          300,
        );
      await goOnUntil('the chat', () => shared().vscode.webview().locator('.user').first().isVisible());
      await shared().vscode.webview().getByText('Earlier course').waitFor();
      await goOnUntil('the end', () => end.isVisible());
      await closed();
    });
  });

  it('gives way to a key that is typed', async () => {
    const { vscode } = shared();
    await play(async () => {
      await goOn();
      await vscode.waitForGhostText(text => text.includes('export function median'));
      await vscode.type('q');
      await notice('the recording has stopped');
      await line('q');
      // Nothing more is typed, and the next suggestion is not from the recording.
      await vscode.statusBarText('Local (no model)');
      assert.deepEqual(await signs(), []);
      assert.equal((await tabs()).length, 2);
    });
    await vscode.runCommand('View: Revert and Close Editor');
  });

  it('is stopped by Escape, and closes', async () => {
    const { vscode } = shared();
    await play(async () => {
      await goOn();
      await vscode.waitForGhostText(text => text.includes('export function median'));
      await vscode.press('Escape');
      await closed();
    });
  });

  it('is stopped by closing its file', async () => {
    const { vscode } = shared();
    await play(async () => {
      await vscode.runCommand('View: Revert and Close Editor');
      await closed();
    });
  });

  /** Files of that name that the extension has left in its storage. */
  async function filesOf(name: string): Promise<readonly string[]> {
    const storage = path.join(path.dirname(e2eHost().logs), 'User', 'globalStorage');
    const files = await readdir(storage, { recursive: true });
    return files.filter(file => file.includes(name));
  }
});
