import assert from 'node:assert/strict';
import { until } from '../../scripts/host/vscodePage.mjs';
import type { E2eWindow } from '../support/host/e2eWindow';
import { modelWindow } from '../support/host/modelWindow';

const patience = 60_000;

/** Runs in the page: what decorations write behind the lines of the editor. */
const readHints = `[...document.querySelectorAll('.view-line span')]
  .map(span => getComputedStyle(span, '::after').content)
  .filter(content => content.includes('import'))
  .map(content => content.replaceAll('"', '').replaceAll('\\\\', '').replaceAll('\\u00a0', ' '))`;

describe('accepting a suggestion whose name is not imported', () => {
  const { inWindow } = modelWindow();

  async function hints({ vscode }: E2eWindow, isThere: boolean): Promise<readonly string[]> {
    return await until(
      () => vscode.page.evaluate<string[]>(readHints),
      shown => shown.length > 0 === isThere,
      patience,
      shown => `the hints were ${JSON.stringify(shown)}`,
    );
  }

  /** Types, waits for the suggestion and takes it. */
  async function accept({ vscode }: E2eWindow, name: string): Promise<void> {
    await vscode.type(`let ${name} = `);
    await vscode.waitForGhostText(text => text.includes('new Shape'), patience);
    await vscode.press('Tab');
  }

  it('offers the import in grey letters; a key adds it, Escape sends it away', async () => {
    await inWindow(async (window, model) => {
      const { vscode } = window;
      model.answer = ({ screen }) => (/(circle|square) = █/.test(screen) ? 'new Shape(4);' : '');
      await accept(window, 'circle');
      const [hint] = await hints(window, true);
      assert.match(hint ?? '', /^Add import from .* \(Alt\+I\)$/);
      await window.pictures('import offered');
      await vscode.press('Escape');
      await hints(window, false);
      await vscode.type('\n');
      await accept(window, 'square');
      await hints(window, true);
      await vscode.press('Alt+i');
      await hints(window, false);
      await window.savedText('web/charts.js', text =>
        text.startsWith("import { Shape } from './shapes.js';\n"),
      );
    });
  });
});
