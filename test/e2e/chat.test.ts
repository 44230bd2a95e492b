import assert from 'node:assert/strict';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { startReplayGateway, type GatewayProcess } from '../support/gateway/gatewayProcess';
import { e2eHost, openBrowser } from '../support/host/e2eHost';
import { E2eWindow, withMachineSettings } from '../support/host/e2eWindow';

const sentence = 'The cart adds the price of every line and rounds the sum at the end. ';
const answers = [
  { match: 'in one word', answer: 'Totals.' },
  { match: 'as a list', answer: `- first the lines\n- then the sum\n\n${sentence}` },
  { match: 'what comes next', answer: 'Next comes the invoice.' },
  {
    match: 'explain',
    answer: `## The cart\n\n${sentence.repeat(30)}\n\n\`\`\`ts src/cart.ts\nexport const answer = 42;\n\`\`\`\n`,
  },
  { match: '', answer: 'Something else.' },
];

describe('the chat in a window', () => {
  const host = e2eHost();
  let browser: Browser;
  let window: E2eWindow;
  let gateway: GatewayProcess;
  let done: Promise<void>;
  let finish = (): void => undefined;
  let page: FrameLocator;
  let input: Locator;

  before(async () => {
    gateway = await startReplayGateway(answers, ['--tokens-per-second', '60']);
    browser = await openBrowser(host);
    await new Promise<void>((ready, fail) => {
      done = withMachineSettings(
        host,
        {
          'codexSpark.endpoint': gateway.url,
          'codexSpark.headers': { Authorization: `Bearer ${gateway.token}` },
        },
        () => {
          ready();
          return new Promise(resolve => (finish = resolve));
        },
      );
      done.catch(fail);
    });
    window = await E2eWindow.open(host, browser);
    await window.vscode.openFile('src/cart.ts');
    await openChat();
  });
  after(async () => {
    finish();
    await done;
    await window.close();
    await browser.close();
    await gateway.dispose();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.picture(`failed ${this.currentTest.title}`);
  });

  async function openChat(): Promise<void> {
    await window.vscode.runCommand('Codex Spark: Open Chat');
    page = window.vscode.webview();
    input = page.getByRole('combobox', { name: 'Message' });
    await input.waitFor();
  }

  const answer = (status: string): Locator => page.locator(`.answer[data-status="${status}"]`);

  it('attaches the file at hand and streams an answer', async () => {
    await page.locator('.chip', { hasText: 'cart.ts' }).waitFor();
    await input.fill('Please explain the cart');
    await input.press('Enter');
    await answer('streaming').getByText('adds the price').waitFor();
    await page.locator('.user', { hasText: 'cart.ts' }).waitFor();
  });

  it('redirects it: the turn is marked, what was said before stays', async () => {
    await input.fill('Say it as a list');
    await input.press('Enter');
    await page.locator('.turn', { hasText: 'Say it as a list' }).waitFor();
    await page.locator('li', { hasText: 'then the sum' }).waitFor();
    await page.getByText('Earlier course').waitFor();
    await answer('completed').waitFor();
    assert.equal(await page.locator('.answer').count(), 1);
  });

  it('queues a message, which is sent when the answer has ended', async () => {
    await input.fill('Please explain again');
    await input.press('Enter');
    await answer('streaming').waitFor();
    await input.fill('And in one word?');
    await input.press('Alt+Enter');
    await page.locator('.queue', { hasText: 'And in one word?' }).waitFor();
    for (const theme of ['light', 'dark', 'highContrast'] as const) {
      await window.setTheme(theme);
      await window.picture(`chat ${theme}`);
    }
    await answer('completed').getByText('Totals.').waitFor({ timeout: 40_000 });
  });

  it('stops and keeps what is there', async () => {
    await input.fill('Now explain it once more');
    await input.press('Enter');
    await answer('streaming').getByText('adds the price').waitFor();
    await input.press('Escape');
    await answer('stopped').getByText('adds the price').waitFor();
  });
});
