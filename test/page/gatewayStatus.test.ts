import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { RunningGateway, token } from '../support/gateway/runningGateway';
import { pageBrowser } from '../support/page/browser';

/** The page of a gateway that shows what it does, in a browser. */
describe('the status page of a gateway', () => {
  const gateway = RunningGateway.forTests();
  let browser: Browser;
  let page: Page;
  let faults: string[];

  before(async () => {
    browser = await pageBrowser();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    faults = [];
    page.on('console', message => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', error => faults.push(error.message));
    await page.goto(`${gateway().server.http.replace(/\/v1$/, '')}/status`);
  });
  afterEach(() => page.close());

  const show = async (given: string): Promise<void> => {
    await page.getByLabel('Token of this gateway').fill(given);
    await page.getByRole('button', { name: 'Show' }).click();
  };

  it('shows nothing without the right token', async () => {
    assert.ok(await page.locator('#facts').isHidden());
    await show('another-token');
    await page.getByText('This is not a token of this gateway.').waitFor();
    assert.ok(await page.locator('#facts').isHidden());
  });

  it('shows what runs and what ran, as text and nothing else', async () => {
    const { socket } = await gateway().connect();
    const ask = (stream_id: string, input: string): void =>
      socket.send(JSON.stringify({ type: 'response.create', stream_id, input }));
    ask('edit', 'first');
    ask('chat', '<img src=x onerror=alert(1)>');
    await gateway().until(() => gateway().engine.answers[1]);
    gateway().engine.answerTo('first').text('abc', 3);
    gateway().engine.answerTo('first').end();
    await show(token);
    await page.locator('#recent tbody tr').first().waitFor();
    const cells = (id: string): Promise<string[]> =>
      page.locator(`#${id} tbody tr`).first().locator('td').allTextContents();
    assert.deepEqual((await cells('running')).slice(1, 5), ['default', 'chat', 'model-a', 'websocket']);
    const ended = await cells('recent');
    assert.deepEqual(
      [ended[1], ended[3], ended[4], ended[7], ended[8]],
      ['default', 'model-a', 'completed', '10', '3'],
    );
    assert.match(ended[9] ?? '', /^resp_/);
    assert.deepEqual(await cells('clients'), ['default', '1', '0', '10', '3']);
    assert.ok(!(await page.content()).includes('onerror'), 'nothing of what was asked');
    assert.deepEqual(faults, []);
  });

  it('shows several servers with their health', async () => {
    const tally = {
      asked: 9,
      failures: { timeout: 2, failed: 1 },
      fallbacks: 3,
      hedges: { won: 1, lost: 3 },
      wasted: { input: 50, output: 2 },
    };
    gateway().engine.upstreams = [
      {
        name: 'gpu-a',
        models: ['m', 'n'],
        health: 'down',
        reason: '<b>No</b> answer.',
        weight: 2,
        inFlight: 1,
        maxInFlight: 8,
        firstTokenP95Ms: 61.4,
        tally,
      },
    ];
    await show(token);
    await page.locator('#servers tbody tr').first().waitFor();
    assert.deepEqual(await page.locator('#servers tbody tr').first().locator('td').allTextContents(), [
      ...['gpu-a', 'down', '<b>No</b> answer.', 'm, n', '1 of 8', '2', '61 ms', '3', '3', '1 of 4', '52'],
    ]);
    gateway().engine.upstreams = undefined;
    await page.locator('#servers').waitFor({ state: 'hidden' });
    assert.deepEqual(faults, []);
  });

  it('may do nothing but what it does', async () => {
    const done = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', event => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      const image = document.createElement('img');
      image.src = 'http://127.0.0.1:9/x.png';
      const button = document.createElement('button');
      button.setAttribute('onclick', 'window.ran = true');
      document.body.append(script, style, image, button);
      button.click();
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, 100));
      return { seen: [...new Set(seen)].sort(), ran: 'ran' in window };
    });
    assert.deepEqual(done, {
      seen: ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'],
      ran: false,
    });
  });
});
