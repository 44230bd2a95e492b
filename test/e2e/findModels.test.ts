import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { until } from '../../scripts/host/vscodePage.mjs';
import { freePort } from '../support/freePort';
import { freshWindow, sharedBrowser } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { E2eWindow, keepMachineSettings } from '../support/host/e2eWindow';
import { emptyOllama, ollamaHere } from '../support/upstreams/ollamaHere';
import { json, StandIn } from '../support/upstreams/standIn';

const patience = 60_000;

/** Most keys from the first question of *Connect a Model* to the first suggestion of a server that runs. */
const mostKeys = 4;

const written = v.looseObject({
  'codexSpark.endpoint': v.optional(v.string()),
  'codexSpark.inline.endpoint': v.optional(v.string()),
  'codexSpark.endpoints': v.optional(v.record(v.string(), v.looseObject({ url: v.string() }))),
});

/** Runs in the page: counts the keys that go down from now on, whoever takes them. */
const countKeys = `(() => {
  globalThis.keysDown = 0;
  globalThis.addEventListener('keydown', () => { globalThis.keysDown++; }, true);
})()`;

describe('Models on this computer', () => {
  const host = e2eHost();
  let server: StandIn;

  beforeEach(async () => {
    server = await StandIn.start(asked => ollamaHere.reply(asked));
  });
  afterEach(async () => {
    await server.dispose();
  });

  const settings = async (): Promise<v.InferOutput<typeof written>> => {
    const text = await readFile(host.settingsFile, 'utf8');
    // VS Code empties the file before it writes it.
    return text === '' ? {} : v.parse(written, JSON.parse(text));
  };

  const row = (page: Page, text: string | RegExp) =>
    page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: text }).first();

  /** Has a port looked at, besides the usual ones, while `work` runs. */
  const withPort = async (window: E2eWindow, port: number, work: () => Promise<void>): Promise<void> => {
    const restore = await window.keepMachineSettings({ 'codexSpark.find.ports': [port] });
    try {
      await work();
    } finally {
      await window.picture('find end');
      await restore();
    }
  };

  /** Opens the first question of a command. */
  const open = async (window: E2eWindow, command: string): Promise<void> => {
    const { page } = window.vscode;
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget:visible input[type="text"]').first();
    await input.fill(`>Codex Spark: ${command}`);
    await row(page, command).click();
    await page.locator('.quick-input-title', { hasText: '(1/6)' }).waitFor({ timeout: patience });
  };

  it('come from a running server to the first suggestion in a few keys', async () => {
    const window = await freshWindow(host);
    const { page } = window.vscode;
    await withPort(window, server.port, async () => {
      await window.vscode.openFile('tools/report.py');
      await window.vscode.goToEnd();
      await window.vscode.type('\nqzxw');
      await open(window, 'Connect a Model');
      const begun = performance.now();
      await page.evaluate(countKeys);
      await row(page, /qwen2\.5-coder:7b on Ollama.*tokens\/s: use it for suggestions/).waitFor({
        timeout: patience,
      });
      const found = performance.now() - begun;
      assert.equal((await settings())['codexSpark.endpoints'], undefined, 'nothing is stored without a yes');
      await window.pictures('find 1 found');
      const taken = performance.now();
      await page.keyboard.press('Enter');
      await window.vscode.waitForGhostText(text => text.includes('= 42'), patience);
      const keys = v.parse(v.number(), await page.evaluate('globalThis.keysDown'));
      const shown = performance.now() - taken;
      console.log(
        `      from Connect a Model to the first suggestion: ${keys} keys; its speed after ${found.toFixed(0)} ms, the suggestion ${shown.toFixed(0)} ms after Enter`,
      );
      assert.ok(keys <= mostKeys, `${keys} keys`);
      await window.pictures('find 2 used');
      assert.deepEqual((await settings())['codexSpark.endpoints'], {
        Ollama: { url: server.origin, model: ollamaHere.model },
      });
      assert.equal((await settings())['codexSpark.inline.endpoint'], 'Ollama');
      const [first] = server.asked;
      assert.deepEqual([first?.method, first?.path], ['GET', '/v1/models']);
      const bodies = server.posts.filter(({ body }) => JSON.stringify(body).includes('numbers from 1'));
      assert.doesNotMatch(JSON.stringify(bodies), /qzxw/, 'nothing of the file goes with what is measured');
    });
  });

  it('are tried before they are used where they are not in memory yet', async () => {
    server.answer = asked => (asked.path === '/api/ps' ? json({ models: [] }) : ollamaHere.reply(asked));
    const window = await freshWindow(host);
    const { page } = window.vscode;
    await withPort(window, server.port, async () => {
      await open(window, 'Find Models on This Computer');
      await row(page, /not in memory: loaded and measured when you pick it/).waitFor({ timeout: patience });
      assert.equal(server.posts.length, 0, 'nothing but looking, until a model is picked');
      await page.keyboard.press('Enter');
      await row(page, /tokens\/s.*use it for suggestions/).waitFor({ timeout: patience });
      await window.pictures('find 3 tried');
      await window.vscode.press('Escape');
      assert.equal((await settings())['codexSpark.endpoints'], undefined);
    });
  });

  it('give way to what was before when their server goes away', async () => {
    const window = await freshWindow(host);
    const { page } = window.vscode;
    await withPort(window, server.port, async () => {
      await window.vscode.openFile('tools/report.py');
      await window.vscode.goToEnd();
      await window.vscode.type('\nqzxw');
      await open(window, 'Find Models on This Computer');
      await row(page, /tokens\/s: use it for suggestions/).waitFor({ timeout: patience });
      await page.keyboard.press('Enter');
      await window.vscode.waitForGhostText(text => text.includes('= 42'), patience);
      await server.dispose();
      const gone = page.locator('.notification-toast', { hasText: 'does not answer any more' });
      // Each key asks, and what nobody answers counts.
      await until(
        async () => {
          await window.vscode.type('y');
          return await gone.count();
        },
        count => count > 0,
        patience,
        () => 'nobody said that the server is gone',
      );
      assert.match(await gone.innerText(), /Suggestions come from the embedded engine until it is back/);
      await window.pictures('find 5 gone');
      assert.equal(
        (await settings())['codexSpark.inline.endpoint'],
        'Ollama',
        'the settings stay as they are',
      );
      await until(
        () => window.vscode.statusBarText('Local'),
        text => text.includes('Local (no model)'),
        patience,
        text => text,
      );
    });
    server = await StandIn.start(asked => ollamaHere.reply(asked));
  });

  it('are downloaded by Ollama where it has none for code, after a yes', async () => {
    server.answer = emptyOllama();
    const window = await freshWindow(host);
    const { page } = window.vscode;
    await withPort(window, server.port, async () => {
      await open(window, 'Connect a Model');
      await row(page, /Download a model for code with Ollama/).waitFor({ timeout: patience });
      await window.pictures('find 6 pull offered');
      await row(page, /Download a model for code with Ollama/).click();
      await row(page, /qwen2\.5-coder:.*Apache-2\.0/).waitFor({ timeout: patience });
      await window.pictures('find 7 pull choice');
      assert.equal(server.posts.length, 0, 'nothing is downloaded before it is picked');
      await page.keyboard.press('Enter');
      await row(page, /tokens\/s.*use it for suggestions/).waitFor({ timeout: patience });
      await page.keyboard.press('Enter');
      await until(
        settings,
        now => now['codexSpark.inline.endpoint'] === 'Ollama',
        patience,
        now => JSON.stringify(now),
      );
      const [pull] = server.posts;
      assert.equal(pull?.path, '/api/pull');
      assert.match(String(pull.body['model']), /^qwen2\.5-coder:/);
    });
  });

  it('are served by a llama-server that is started after a yes, and ends when nothing uses it', async function () {
    // What stands in for it is a shell script.
    if (process.platform === 'win32') return this.skip();
    const window = await freshWindow(host);
    const { page } = window.vscode;
    const runs = (): Promise<boolean> =>
      fetch('http://127.0.0.1:8012/v1/models').then(
        () => true,
        () => false,
      );
    if (await runs()) return this.skip();
    await withPort(window, await freePort(), async () => {
      await window.vscode.openFile('tools/report.py');
      await window.vscode.goToEnd();
      await window.vscode.type('\nqzxw');
      await open(window, 'Find Models on This Computer');
      await row(page, /Start llama\.cpp with a model for code/).waitFor({ timeout: patience });
      await window.pictures('find 9 llama offered');
      await row(page, /Start llama\.cpp with a model for code/).click();
      await row(page, /Qwen2\.5-Coder.*Apache-2\.0/).waitFor({ timeout: patience });
      await window.pictures('find 9 llama choice');
      assert.equal(await runs(), false, 'nothing is started before it is picked');
      await page.keyboard.press('Enter');
      await row(page, /tokens\/s.*use it for suggestions/).waitFor({ timeout: patience });
      await page.keyboard.press('Enter');
      await window.vscode.waitForGhostText(text => text.includes('= 42'), patience);
      assert.equal(await runs(), true);
    });
    await until(
      runs,
      running => !running,
      patience,
      () => 'the server went on running',
    );
  });

  it('are proposed once, on first start, and used after a yes', async () => {
    const restore = await keepMachineSettings(host, {
      'codexSpark.find.onStart': true,
      'codexSpark.find.ports': [server.port],
    });
    const window = await E2eWindow.open(host, await sharedBrowser(host));
    const { page } = window.vscode;
    try {
      const first = page.locator('.notification-toast', { hasText: 'See how fast it is' });
      await first.waitFor({ timeout: patience });
      assert.match(await first.innerText(), /qwen2\.5-coder:7b on Ollama/);
      assert.equal(server.posts.length, 0, 'no model is asked anything without a yes');
      server.answer = asked =>
        asked.method === 'POST' ? json({ error: 'out of memory' }, 500) : ollamaHere.reply(asked);
      await first.getByText('Measure', { exact: true }).click();
      const failed = page.locator('.notification-toast', { hasText: 'could not be measured' });
      await failed.waitFor({ timeout: patience });
      assert.match(
        await failed.innerText(),
        /qwen2\.5-coder:7b on Ollama could not be measured: .*out of memory/,
      );
      await window.picture('find 8 failed');
      server.answer = asked => ollamaHere.reply(asked);
      await failed.getByText('Measure Again').click();
      const question = page.locator('.notification-toast', { hasText: 'tokens/s: use it for suggestions?' });
      await question.waitFor({ timeout: patience });
      assert.match(await question.innerText(), /qwen2\.5-coder:7b on Ollama.*\d+ tokens\/s/);
      assert.equal((await settings())['codexSpark.endpoints'], undefined, 'nothing is stored without a yes');
      await window.pictures('find 8 first start');
      await question.getByText('Not Now').click();
      await question.waitFor({ state: 'hidden', timeout: patience });
      assert.equal((await settings())['codexSpark.endpoints'], undefined);
      await window.waitForLog(/looked for models/);
      await window.reload();
      await window.waitForLog(/models were looked for before/);
      assert.equal(await window.countInLog(/looked for models found/), 0);
    } finally {
      await window.picture('find 8 end');
      await window.close();
      await restore();
    }
  });

  it('say that none was found, and where it was looked', async () => {
    const nobody = await freePort();
    const window = await freshWindow(host);
    const { page } = window.vscode;
    await withPort(window, nobody, async () => {
      await open(window, 'Find Models on This Computer');
      await row(page, /no server of models answered/).waitFor({ timeout: patience });
      await window.pictures('find 4 none');
      await window.vscode.press('Escape');
    });
  });
});
