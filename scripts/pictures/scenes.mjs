// @ts-check
// What is played for the README, with the keys that a person would press.
import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { asked, comment, lightest, shipping } from './recordings.mjs';

/**
 * What is recorded, in a window that is ready.
 * @typedef {object} Scene
 * @property {string} name of the picture's file
 * @property {(vscode: import('../host/vscodePage.mjs').VsCodePage, folder: string) => Promise<void>} prepare before the recording
 * @property {(vscode: import('../host/vscodePage.mjs').VsCodePage, still: () => Promise<void>) => Promise<void>} play `still`: takes
 *   the picture that does not move
 */

/** A person who types fast, in ms between two keys. */
const keyMs = 60;

/** @param {number} ms */
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** @type {readonly Scene[]} */
export const scenes = [
  {
    name: 'ghost-text',
    async prepare(vscode) {
      await vscode.openFile('src/cart.ts');
      await vscode.goToEnd();
      await vscode.press('Enter');
      await pause(1_000);
    },
    async play(vscode, still) {
      await vscode.type(comment, keyMs);
      await vscode.press('Enter');
      await vscode.waitForGhostText(text => text.includes('return best'));
      await pause(1_200);
      // What is shown stays in step with who types it.
      await vscode.type(lightest.slice(0, 24), keyMs * 2);
      await pause(900);
      await still();
      await vscode.press('Tab');
      await vscode.waitForGhostText(text => text.includes('cheapest'));
      await pause(1_400);
      await vscode.press('Tab');
      await pause(500);
    },
  },
  {
    name: 'rewrite',
    async prepare(vscode, folder) {
      await writeFile(path.join(folder, 'src', 'shipping.ts'), shipping);
      await vscode.openFile('src/shipping.ts');
      await vscode.goTo(1, 1);
      await pause(1_500);
    },
    async play(vscode, still) {
      const instruct = async (/** @type {string} */ key, /** @type {string} */ text) => {
        await vscode.press('Control+K');
        await vscode.press(key);
        await vscode.page.locator('.quick-input-widget input').first().waitFor();
        await vscode.type(text, keyMs);
        await pause(300);
        await vscode.press('Enter');
      };
      await instruct('Control+E', asked.rewrite);
      // The answer takes about five seconds.
      await pause(500);
      await instruct('Control+G', asked.redirect);
      await vscode.page
        .locator('.view-line', { hasText: /upTo\)\?\.cost/ })
        .first()
        .waitFor();
      await vscode.page.locator('.codelens-decoration a', { hasText: 'Accept All' }).first().waitFor();
      await pause(1_500);
      await still();
      await vscode.press('Alt+Shift+Y');
      await pause(500);
    },
  },
  {
    name: 'chat',
    async prepare(vscode) {
      await vscode.openFile('src/cart.ts');
      await vscode.runCommand('Codex Spark: Open Chat in an Editor Tab');
      await vscode.webview().getByRole('combobox', { name: 'Message' }).click();
      await pause(500);
    },
    async play(vscode, still) {
      await vscode.type(asked.chat, keyMs);
      await vscode.press('Enter');
      await vscode.webview().getByText('whole number of').waitFor();
      await vscode.type(asked.turn, keyMs);
      await vscode.press('Enter');
      await vscode.webview().locator('.answer[data-status="completed"]').waitFor();
      await pause(500);
      await still();
    },
  },
];
