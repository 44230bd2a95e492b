import assert from 'node:assert/strict';
import { until } from '../../scripts/host/vscodePage.mjs';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import type { E2eWindow } from '../support/host/e2eWindow';
import { TieredServer, type TierConduct } from '../support/host/tieredServer';

const patience = 60_000;

describe('OpenAI Ultrafast, in front of a stand-in', () => {
  const host = e2eHost();
  let server: TieredServer;

  before(async () => {
    server = await TieredServer.start();
  });
  after(async () => {
    await server.stop();
  });

  /** A window whose endpoint is asked for Ultrafast, on a new line at the end of web/charts.js. */
  async function inWindow(conduct: TierConduct, work: (window: E2eWindow) => Promise<void>): Promise<void> {
    server.conduct = conduct;
    server.answer = screen => (screen.includes('total = █') ? 'sum(prices);' : '');
    server.asked.length = 0;
    const window = await freshWindow(host);
    const restore = await window.keepMachineSettings({
      'codexSpark.endpoint': server.url,
      'codexSpark.model': 'gpt-6.2-sol',
      'codexSpark.serviceTier': 'ultrafast',
    });
    try {
      await window.vscode.openFile('web/charts.js');
      await window.vscode.goToEnd();
      await window.vscode.type('\n\n');
      await work(window);
    } catch (error) {
      await window.picture(`failed: tier ${conduct}`);
      throw error;
    } finally {
      await restore();
    }
  }

  /** Types until there is a suggestion, and takes it. */
  async function suggested({ vscode }: E2eWindow): Promise<void> {
    await vscode.type('let total = ');
    await vscode.waitForGhostText(text => text.includes('sum(prices)'), patience);
    await vscode.press('Tab');
    await vscode.type('\n');
  }

  async function sessionView({ vscode }: E2eWindow): ReturnType<typeof vscode.webviewWith> {
    await vscode.runCommand('Codex Spark: Show Session');
    return await vscode.webviewWith('.turns table');
  }

  async function hover({ vscode }: E2eWindow, text: string): Promise<void> {
    await vscode.hover(vscode.page.locator('.statusbar-item [aria-label^="Codex Spark,"]'), text);
  }

  it('served: the session view says so, and whether the prompt was in the cache', async () => {
    await inWindow('served', async window => {
      for (let time = 0; time < 3; time++) await suggested(window);
      const view = await sessionView(window);
      await view
        .locator('.tier', { hasText: /^ultrafast$/ })
        .first()
        .waitFor();
      assert.equal(await view.locator('.tier.other').count(), 0);
      await view.locator('.cache', { hasText: /^hit/ }).first().waitFor();
      await view.locator('.cache.miss', { hasText: 'other text, 640 tokens' }).first().waitFor();
      assert.ok(
        server.asked.every(tier => tier === 'ultrafast'),
        JSON.stringify(server.asked),
      );
      await window.pictures('tier served session');
    });
  });

  it('served lower: session view, hover and chat say which it was', async () => {
    await inWindow('lower', async window => {
      await suggested(window);
      await hover(window, 'Service tier served: default instead of ultrafast');
      await window.pictures('tier lower hover');
      await window.vscode.page.mouse.move(640, 400);
      const view = await sessionView(window);
      await view.locator('.tier.other', { hasText: 'default instead of ultrafast' }).first().waitFor();
      await window.pictures('tier lower session');
      await window.vscode.runCommand('Codex Spark: Open Chat');
      const chat = await window.vscode.webviewWith('role=combobox[name="Message"]');
      await chat.getByRole('combobox', { name: 'Message' }).fill('What does it do?');
      await chat.getByRole('combobox', { name: 'Message' }).press('Enter');
      await chat.getByText('default instead of ultrafast').waitFor();
      await window.pictures('tier lower chat');
      await window.run('codexSpark.newChat');
    });
  });

  it('refused: one message with a choice, no request at each key, and the default tier when it is chosen', async () => {
    await inWindow('refused', async window => {
      const { vscode } = window;
      await vscode.type('let total = ');
      const messages = await until(
        () => vscode.notifications('Codex Spark'),
        shown => shown.length > 0,
        patience,
        () => 'no message was shown',
      );
      assert.match(messages[0] ?? '', /refused the service tier "ultrafast".*Use the default tier/);
      await window.pictures('tier refused message');
      const before = server.asked.length;
      await vscode.type('[1, 2, 3]; let other = 5; // typed on');
      assert.equal(
        (await vscode.notifications('Codex Spark')).length,
        1,
        'typing on brings no second message',
      );
      assert.equal(server.asked.length, before, 'and no request');
      await hover(window, 'is not supported with');
      await window.pictures('tier refused hover');
      await vscode.page.mouse.move(640, 400);
      await vscode.page.getByRole('button', { name: 'Use Default Tier' }).click();
      await vscode.page.locator('.view-lines').first().click();
      await vscode.goToEnd();
      await vscode.type('\n');
      await suggested(window);
      assert.equal(server.asked.at(-1), 'default');
      const view = await sessionView(window);
      await view.locator('.tier.other', { hasText: 'default instead of ultrafast' }).first().waitFor();
      await window.pictures('tier refused session');
    });
  });
});
