import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { until } from '../../scripts/host/vscodePage.mjs';
import { modelWindow } from '../support/host/modelWindow';

describe('suggestions around a snippet', () => {
  const { inWindow, model } = modelWindow();

  it('none is asked for while its tab stops are filled in, which is said; Escape brings them back', async () => {
    model().answer = ({ screen }) => (screen.includes('█') ? 'more();' : '');
    await inWindow(async ({ vscode, folder }) => {
      const snippet = { prefix: 'zzloop', body: 'call(${1:first}, ${2:second});$0' };
      await mkdir(path.join(folder, '.vscode'), { recursive: true });
      await writeFile(path.join(folder, '.vscode', 'e2e.code-snippets'), JSON.stringify({ snippet }));
      await vscode.type('zzloop');
      await vscode.waitForGhostText(text => text.includes('more'));
      const row = vscode.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'zzloop' });
      // A file of snippets that was just written is read when VS Code gets to it; a list that is open stays as it is.
      for (let tries = 0; tries < 10 && !(await row.isVisible()); tries++) {
        await vscode.press('Escape');
        await vscode.press('Control+Space');
        await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      await row.waitFor();
      await vscode.press('Enter');
      await vscode.page.locator('.view-line', { hasText: 'second' }).waitFor();
      await new Promise(resolve => setTimeout(resolve, 1_000));
      const before = model().asked.length;
      await vscode.type('seventh', 150);
      await vscode.press('Tab');
      await vscode.type('another', 150);
      await new Promise(resolve => setTimeout(resolve, 1_000));
      assert.deepEqual(model().screens.slice(before), []);
      await vscode.runCommand('Codex Spark: Why Is There No Suggestion Here?');
      await vscode.page.locator('.notification-toast', { hasText: 'tab stops of a snippet' }).waitFor();
      await vscode.runCommand('Notifications: Clear All Notifications');
      // While one of these is on screen, Escape is for it and not for the snippet.
      await vscode.page.locator('.notification-toast').waitFor({ state: 'detached' });
      await vscode.page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
      // VS Code may take a notification to be there for a moment longer, and the key for it.
      const stops = vscode.page.locator('.snippet-placeholder, .finish-snippet-placeholder');
      assert.ok((await stops.count()) > 0, 'it is still filled in');
      await until(
        async () => {
          await vscode.press('Escape');
          return await stops.count();
        },
        count => count === 0,
        60_000,
        count => `${count} tab stops were still there`,
      );
      await vscode.type('d', 150);
      await vscode.waitForGhostText(text => text.includes('more'));
    });
  });
});
