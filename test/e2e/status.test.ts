import type { Locator } from 'playwright-core';
import { createDeferred } from '../../src/common/deferred';
import type { E2eWindow } from '../support/host/e2eWindow';
import { modelWindow } from '../support/host/modelWindow';

describe('the status bar item', () => {
  const { inWindow } = modelWindow();

  /** Waits until the item says so, as a screen reader reads it. */
  async function says(window: E2eWindow, state: string): Promise<Locator> {
    const item = window.vscode.page.locator(`.statusbar-item [aria-label$=", ${state}"]`);
    await item.waitFor();
    return item;
  }

  /** Takes a picture of it in every theme. */
  async function pictures(window: E2eWindow, state: string): Promise<void> {
    for (const theme of ['light', 'dark', 'highContrast'] as const) {
      await window.setTheme(theme);
      await says(window, state);
      await window.picture(`status ${state} ${theme}`);
    }
  }

  it('shows ready, generating, off and no connection', async () => {
    await inWindow(async (window, model) => {
      const { vscode } = window;
      await pictures(window, 'ready');

      const end = createDeferred<void>();
      model.answer = async function* ({ screen }) {
        if (screen.includes('slow█')) await end.promise;
        yield '';
      };
      await vscode.type('slow');
      await pictures(window, 'generating');
      end.resolve();
      await says(window, 'ready');

      await vscode.runCommand('Codex Spark: Toggle Inline Suggestions');
      await pictures(window, 'off');
      await vscode.runCommand('Codex Spark: Toggle Inline Suggestions');
      await says(window, 'ready');

      await model.stop();
      await pictures(window, 'no connection, trying again');
      const item = await says(window, 'no connection, trying again');
      await vscode.hover(item, 'no connection');
      await window.picture('status hover no connection');
    });
  });
});
