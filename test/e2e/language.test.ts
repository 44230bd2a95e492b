import assert from 'node:assert/strict';
import { sharedBrowser } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { E2eWindow } from '../support/host/e2eWindow';
import { bundleOf, languages, manifestWordsOf } from '../support/l10n/bundles';

describe('in a window of another language', () => {
  for (const id of languages) {
    it(`commands, status, chat and session view speak it: ${id}`, async () => {
      const [bundle, manifest] = [bundleOf(id), manifestWordsOf(id)];
      const words = (key: string): string => bundle[key] ?? `no words for ${key}`;
      const command = (name: string): string => `Codex Spark: ${manifest[`command.${name}`] ?? name}`;
      const host = e2eHost();
      const window = await E2eWindow.open(host, await sharedBrowser(host), id);
      try {
        const { vscode } = window;
        await vscode.openFile('src/cart.ts');
        // It is said while modules load, and put together: before the language is known it would be English.
        await vscode.page.locator(`.statusbar-item [aria-label$=", ${words('ready')}"]`).waitFor();

        await vscode.runCommand(command('openChat'));
        const chat = vscode.webview();
        await chat.getByRole('combobox', { name: words('Message') }).waitFor();
        await chat.getByText(words('Ask, and change its course while it speaks')).waitFor();
        await chat.getByRole('button', { name: words('Explain this file') }).waitFor();
        assert.equal(await chat.locator('html').getAttribute('lang'), id);
        await window.pictures(`language ${id} chat`);

        await vscode.runCommand(command('showSession'));
        await vscode.webviewWith(`role=heading[name="${words('Turns')}"]`);
        await window.pictures(`language ${id} session`);
      } catch (error) {
        await window.picture(`failed in ${id}`);
        throw error;
      } finally {
        await window.close();
      }
    });
  }
});
