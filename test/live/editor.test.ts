import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { until } from '../../scripts/host/vscodePage.mjs';
import { e2eHost, openBrowser } from '../support/host/e2eHost';
import { E2eWindow, keepMachineSettings } from '../support/host/e2eWindow';
import { figure } from '../support/live/figures';
import { LlamaServer } from '../support/live/llamaServer';

/** Long enough for a small machine that reads some hundred tokens. In ms. */
const patience = 60_000;

/** What must never be shown as code: fences, the marks of our prompts, sentences of a model that chats. */
const noCode = /```|<\/?fill>|<\|\w+\|>|^\s*(the|this|here|it|i|you|to)\b[^(;={]*$/im;

describe("The editor in front of llama.cpp's own server", () => {
  const host = e2eHost();
  const ends: (() => Promise<void>)[] = [];
  let filling: LlamaServer;
  let talking: LlamaServer;
  let window: E2eWindow;

  before(async () => {
    filling = await LlamaServer.start({ model: 'fim', context: 16_384 });
    ends.push(() => filling.stop());
    talking = await LlamaServer.start({ model: 'smollm', context: 8_192 });
    ends.push(() => talking.stop());
    const browser: Browser = await openBrowser(host);
    ends.push(() => browser.close());
    ends.push(
      await keepMachineSettings(host, {
        'codexSpark.endpoint': talking.origin,
        'codexSpark.inline.endpoint': filling.origin,
        'codexSpark.inline.maxOutputTokens': 24,
      }),
    );
    window = await E2eWindow.open(host, browser);
    ends.push(() => window.close());
    await window.vscode.openFile('src/cart.ts');
    await until(
      () => window.countInLog(/socket opened/),
      opened => opened > 0,
      patience,
      () => 'the session was not connected',
    );
  });
  after(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await window.picture(`failed ${this.currentTest.title}`);
      console.error(await window.log());
    }
  });

  it('shows as ghost text what a model that fills in the middle answers, and Tab takes it', async () => {
    const { vscode } = window;
    await vscode.goToEnd();
    await vscode.type('\nconst q');
    await vscode.waitForGhostText(undefined, patience);
    await window.picture('live ghost text');
    const shown = await vscode.ghostText();
    figure('ghost text', shown);
    await vscode.press('Tab');
    await window.savedText('src/cart.ts', text => text.includes(`const q${shown.trimEnd()}`));
    await filling.idle();
  });

  it('shows code or nothing where a weak model that chats is asked, and every key ends the request before it', async () => {
    const restore = await keepMachineSettings(host, { 'codexSpark.inline.endpoint': talking.origin });
    try {
      const { vscode } = window;
      const { begun } = talking;
      await vscode.openFile('src/orders.ts');
      await vscode.goToEnd();
      await vscode.type('\nexport function firstOrder(');
      await talking.busy(begun);
      await talking.idle();
      const shown = await vscode.ghostText();
      figure('ghost text', JSON.stringify(shown));
      assert.doesNotMatch(shown, noCode);
    } finally {
      await restore();
    }
  });

  it('rewrites what is selected until it is stopped: what is proposed is code or nothing', async () => {
    const { vscode } = window;
    const file = path.join(window.folder, 'src', 'factorial.ts');
    const { begun } = talking;
    const before = await talking.counts();
    await vscode.openFile('src/factorial.ts');
    await vscode.press('ControlOrMeta+A');
    await vscode.press('ControlOrMeta+K');
    await vscode.press('ControlOrMeta+G');
    await talking.busy(begun);
    // It would write until its context is full.
    await until(
      () => talking.counts(),
      ({ steps }) => steps - before.steps > 60,
      patience,
      () => 'nothing was written',
    );
    const stop = vscode.page.locator('.codelens-decoration a', { hasText: 'Stop' }).first();
    if (await stop.isVisible()) await stop.click({ timeout: patience });
    await talking.idle();
    await window.picture('live rewrite');
    await vscode.save();
    const proposed = await readFile(file, 'utf8');
    figure('rewrite', JSON.stringify(proposed));
    assert.doesNotMatch(proposed, noCode);
    await vscode.runCommand('File: Revert File');
  });

  it('chats, takes another course while it is answered, and stops', async () => {
    const { vscode } = window;
    await vscode.runCommand('Codex Spark: Open Chat');
    const chat = vscode.webview();
    const input = chat.getByRole('combobox', { name: 'Message' });
    await input.waitFor({ timeout: patience });
    // What was written before a redirect is folded up.
    const written = (): Locator => chat.locator('.answer p:visible', { hasText: /\w+ \w+/ }).first();
    await input.fill('Write a very long story about a sailor and the sea.');
    await input.press('Enter');
    await written().waitFor({ timeout: patience });
    const before = await talking.counts();
    const { begun } = talking;

    await input.fill('Count from one to one hundred instead, in words.');
    await input.press('Enter');
    await chat.locator('.turn', { hasText: 'Count from one' }).waitFor({ timeout: patience });
    await chat.getByText('Earlier course').waitFor({ timeout: patience });
    // What is written now was asked by the redirect: a request of its own, which began with the words before it.
    await talking.busy(begun);
    await written().waitFor({ timeout: patience });
    await window.picture('live chat');

    await input.press('Escape');
    // A weak model may have found an end by itself.
    const over = ['stopped', 'completed'].map(status => `.answer[data-status="${status}"]`).join(', ');
    await chat.locator(over).waitFor({ timeout: patience });
    await talking.idle();
    const after = await talking.counts();
    figure('chat', `${after.steps - before.steps} steps of computing between the redirect and its end`);
    assert.equal((await talking.slots()).filter(({ is_processing }) => is_processing).length, 0);
  });
});
