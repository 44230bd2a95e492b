import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../../scripts/host/vscodePage.mjs';
import { ChatWindow } from '../support/host/chatWindow';

/** So long the pointer is moved until the chat says that it would take what is dragged. In ms. */
const patience = 60_000;

describe('what is dragged into the chat in a window', () => {
  let chat: ChatWindow;
  before(async () => {
    chat = await ChatWindow.open([{ match: '', answer: 'Something.' }], 1_000);
    await writeFile(path.join(chat.window.folder, '.codexsparkignore'), 'orders.ts\n');
  });
  after(() => chat.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await chat.window.picture(`failed ${this.currentTest.title}`);
  });

  async function middleOf(node: Locator): Promise<{ readonly x: number; readonly y: number }> {
    const box = await node.boundingBox();
    assert.ok(box, 'it is on screen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Drags as a user does: while Shift is held, VS Code lets a webview have what is dragged. */
  async function dragIn(node: Locator, picture?: string): Promise<void> {
    const { mouse, keyboard } = chat.window.vscode.page;
    const from = await middleOf(node);
    const to = await middleOf(chat.input);
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 8, from.y + 2, { steps: 4 });
    await keyboard.down('Shift');
    await mouse.move(to.x, to.y, { steps: 10 });
    const taken = chat.page.locator('.chat.dropping');
    let move = 0;
    await until(
      async () => {
        await mouse.move(to.x + (move++ % 5), to.y);
        return await taken.count();
      },
      count => count === 1,
      patience,
      () => 'the chat did not show that it would take it',
    );
    if (picture !== undefined) await chat.window.picture(picture);
    await mouse.up();
    await keyboard.up('Shift');
    await taken.waitFor({ state: 'detached' });
  }

  const inExplorer = (name: string): Locator =>
    chat.window.vscode.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  const chip = (label: string): Locator => chat.page.locator('.chip', { hasText: label });

  it('from a tab: the file goes along', async () => {
    await chip('src/cart.ts').getByRole('button').click();
    await chip('src/cart.ts').waitFor({ state: 'detached' });
    await dragIn(chat.window.vscode.page.locator('.tab[data-resource-name="cart.ts"]'));
    await chat.page.locator('.chip.ready', { hasText: /^src\/cart\.ts/ }).waitFor();
  });

  it('from the explorer: the file goes along', async () => {
    await chat.window.vscode.runCommand('View: Show Explorer');
    await inExplorer('catalogue.ts').waitFor();
    await chat.window.vscode.runCommand('Codex Spark: Open Chat in an Editor Tab');
    await chat.ready();
    await dragIn(inExplorer('catalogue.ts'), 'chat drop');
    await chat.page.locator('.chip.ready', { hasText: /^src\/catalogue\.ts/ }).waitFor();
  });

  it('from the explorer: nothing of an ignored file goes along', async () => {
    await dragIn(inExplorer('orders.ts'));
    await chat.page.locator('.chip.blocked', { hasText: /^src\/orders\.ts/ }).waitFor();
    await chat.window.picture('chat dropped');
  });
});
