import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { DrivenGateway } from '../support/gateway/drivenGateway';
import { until } from '../../scripts/host/vscodePage.mjs';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import type { E2eWindow } from '../support/host/e2eWindow';

/** Longest wait for something on screen, on a busy machine. In ms. */
const patience = 60_000;

describe('a window of somebody with a screen reader', () => {
  const host = e2eHost();
  let window: E2eWindow;
  let model: DrivenGateway;
  let restoreSettings: () => Promise<void>;

  before(async () => {
    model = await DrivenGateway.start();
    window = await freshWindow(host);
    const { endpoint, headers } = model.settings;
    restoreSettings = await window.keepMachineSettings({
      'codexSpark.endpoint': endpoint,
      'codexSpark.headers': headers,
      'codexSpark.inline.enabled': false,
      'editor.accessibilitySupport': 'on',
    });
  });
  after(async () => {
    await restoreSettings();
    await model.stop();
  });

  /** Waits until the live region says that. */
  const said = (text: string | RegExp): Promise<void> =>
    window.vscode.page
      .locator('.statusbar-item[id$="codexSpark.spoken"] a[role="status"]', { hasText: text })
      .waitFor({ timeout: patience });

  it('is told how an edit goes on and what a change does, and has a help to read', async () => {
    const { vscode } = window;
    await vscode.openFile('src/orders.ts');
    await vscode.goTo(1, 1);
    await vscode.press('ControlOrMeta+Shift+End');
    await vscode.press('ControlOrMeta+K');
    await vscode.press('ControlOrMeta+G');
    await said('Optimizing. The answer is coming.');
    const rewrite = await until(
      () => model.rewrites[0],
      value => value !== undefined,
      patience,
      () => 'nothing was asked',
    );
    const text = await readFile(path.join(window.folder, 'src', 'orders.ts'), 'utf8');
    const changed = text.replace(/^export function pay/m, 'export function payAll');
    rewrite?.text(`\`\`\`ts\n${changed}\`\`\`\n`);
    rewrite?.end();
    await said(/^The answer has ended\. To review: \d+ changes?\.$/);
    await vscode.goTo(1, 1);
    await vscode.runCommand('Codex Spark: Go to Next Change');
    await said(/^Change \d of \d, .+\. It was: ./);
    await vscode.runCommand('Codex Spark: Reject All Changes in File');
    await said('Nothing is left to review.');
    await vscode.runCommand('Codex Spark: Accessibility Help');
    await vscode.page
      .locator('.view-line', { hasText: 'accessibility' })
      .first()
      .waitFor({ timeout: patience });
    await window.picture('accessibility help');
    await vscode.runCommand('View: Close Editor');
    await vscode.runCommand('File: Revert File');
  });
});
