import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { until } from '../../scripts/host/vscodePage.mjs';
import { ChatWindow } from '../support/host/chatWindow';
import { e2eHost } from '../support/host/e2eHost';

const patience = 60_000;

describe('Remove All Data', () => {
  const host = e2eHost();
  let chat: ChatWindow;
  before(async () => (chat = await ChatWindow.open([{ match: '', answer: 'Hello.' }], 1_000)));
  after(() => chat.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await chat.window.picture(`failed ${this.currentTest.title}`);
  });

  /** The files of conversations that are on the disk, of all workspaces. */
  const conversations = async (): Promise<string[]> => {
    const user = path.join(path.dirname(path.dirname(host.settingsFile)), 'User');
    if (!existsSync(user)) return [];
    const all = await readdir(user, { recursive: true });
    return all.filter(name => /codex-spark-live\.codex-spark-live.conversations.[^\\/]+\.json/.test(name));
  };
  const dialog = () => chat.window.vscode.page.locator('.monaco-dialog-box');
  const press = async (button: string): Promise<void> => {
    await dialog().getByRole('button', { name: button, exact: true }).click();
    await dialog().waitFor({ state: 'hidden' });
  };

  it('lists what there is, leaves it after Cancel, and removes it after a yes', async () => {
    const { vscode } = chat.window;
    const atFirst = await conversations();
    await chat.input.fill('Say hello');
    await chat.input.press('Enter');
    await chat.answers('completed').getByText('Hello.').waitFor();
    const before = await until(
      conversations,
      // One that is being written has another name for a moment; what a window left that was closed just then keeps it.
      found => {
        const written = found.filter(name => !atFirst.includes(name));
        return written.length > 0 && written.every(name => name.endsWith('.json'));
      },
      patience,
      found => `no conversation was written to its end: ${found.join(', ')}`,
    );

    await vscode.runCommand('Codex Spark: Set API Key');
    const input = vscode.page.locator('.quick-input-widget:visible input').first();
    await input.fill('sk-to-be-removed-0123456789');
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });

    await vscode.runCommand('Codex Spark: Remove All Data...');
    await dialog().waitFor();
    const asked = await dialog().innerText();
    assert.match(asked, /Remove all data of Codex Spark Live\?/);
    assert.match(asked, /API keys: http:\/\/127\.0\.0\.1/);
    assert.match(asked, /Conversations of this workspace, in files: \d+ \(\d+ KB\)/);
    assert.match(asked, /Entries that are remembered/);
    assert.doesNotMatch(asked, /sk-to-be-removed/);
    await chat.window.pictures('remove all data');
    await press('Cancel');
    assert.deepEqual(await conversations(), before);

    await vscode.runCommand('Codex Spark: Remove All Data...');
    await dialog().waitFor();
    // Another test may have had a model downloaded, by a server that is gone.
    const keepModels = 'Remove, but Keep the Models';
    const hasModels = await dialog().getByRole('button', { name: keepModels }).isVisible();
    await press(hasModels ? keepModels : 'Remove');
    await vscode.page.locator('.notification-toast', { hasText: 'all data was removed' }).first().waitFor();
    assert.deepEqual(await conversations(), []);
    assert.equal(await chat.answers('completed').count(), 0, 'the chat shows none of it either');

    // What the chat writes from now on is new, and no key is there any more.
    await vscode.runCommand('Codex Spark: Remove All Data...');
    const again = await until(
      async () =>
        (await dialog().isVisible())
          ? await dialog().innerText()
          : (await vscode.page.locator('.notification-toast').allInnerTexts()).join('\n'),
      text => /Remove all data of|there is no data/.test(text),
      patience,
      text => `it said ${text}`,
    );
    assert.doesNotMatch(again, /API keys|Conversations/);
    if (await dialog().isVisible()) await press('Cancel');
  });
});
