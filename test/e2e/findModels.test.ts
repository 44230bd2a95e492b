import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { freePort } from '../support/freePort';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import type { E2eWindow } from '../support/host/e2eWindow';
import { ollamaHere } from '../support/upstreams/ollamaHere';
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
      await window.picture(`find end ${port === server.port}`);
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
      await window.vscode.type('\nqzx');
      await open(window, 'Connect a Model');
      const begun = performance.now();
      await page.evaluate(countKeys);
      await row(page, /qwen2\.5-coder:7b on Ollama.*tokens\/s: use it for suggestions/).waitFor({
        timeout: patience,
      });
      const measured = performance.now();
      assert.equal((await settings())['codexSpark.endpoints'], undefined, 'nothing is stored without a yes');
      await window.pictures('find 1 found');
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: patience });
      await page.keyboard.press('w');
      await window.vscode.waitForGhostText(text => text.includes('= 42'), patience);
      const keys = v.parse(v.number(), await page.evaluate('globalThis.keysDown'));
      const ms = (from: number): string => `${(performance.now() - from).toFixed(0)} ms`;
      console.log(
        `      from Connect a Model to the first suggestion: ${keys} keys, ${ms(begun)}, ${ms(measured)} of it after the speed was shown`,
      );
      assert.ok(keys <= mostKeys, `${keys} keys`);
      await window.pictures('find 2 used');
      assert.deepEqual((await settings())['codexSpark.endpoints'], {
        Ollama: { url: server.origin, model: ollamaHere.model },
      });
      assert.equal((await settings())['codexSpark.inline.endpoint'], 'Ollama');
      const looked = server.asked.filter(({ method, path }) => method === 'GET' && path.startsWith('/api/t'));
      assert.ok(looked.length >= 1);
      const bodies = server.posts.filter(({ body }) => JSON.stringify(body).includes('numbers from 1'));
      assert.doesNotMatch(JSON.stringify(bodies), /qzx/, 'nothing of the file goes with what is measured');
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
