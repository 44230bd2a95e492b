import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { until } from '../../scripts/host/vscodePage.mjs';
import { e2eHost, openBrowser } from '../support/host/e2eHost';
import { E2eWindow, keepMachineSettings } from '../support/host/e2eWindow';
import { figure } from '../support/live/figures';
import { liveParts } from '../support/live/liveParts';
import { LlamaServer } from '../support/live/llamaServer';

/** Long enough for a small machine that reads some hundred tokens. In ms. */
const patience = 120_000;

/** What must never be shown as code: fences, the marks of our prompts, sentences of a model that chats. */
const noCode = /```|<\/?fill>|<\|\w+\|>|^\s*(the|this|here|it|i|you|to)\b[^(;={]*$/im;

/** Qwen2.5-Coder fills in the middle, rewrites and chats; where it cannot be had, a model by chance fills in. */
describe("The editor in front of llama.cpp's own server", () => {
  const host = e2eHost();
  const ends: (() => Promise<void>)[] = [];
  const hasQwen = liveParts().llama.qwen !== undefined;
  let filling: LlamaServer;
  let talking: LlamaServer;
  let weak: LlamaServer;
  let window: E2eWindow;

  before(async () => {
    // Two requests at a time: what is read ahead is in nobody's way.
    filling = await LlamaServer.start({ model: hasQwen ? 'qwen' : 'fim', context: 16_384, slots: 2 });
    ends.push(() => filling.stop());
    weak = await LlamaServer.start({ model: 'smollm', context: 8_192 });
    ends.push(() => weak.stop());
    talking = hasQwen ? filling : weak;
    const browser: Browser = await openBrowser(host);
    ends.push(() => browser.close());
    ends.push(
      await keepMachineSettings(host, {
        'codexSpark.endpoint': talking.origin,
        'codexSpark.inline.endpoint': filling.origin,
        'codexSpark.inline.maxOutputTokens': 24,
        // A small machine reads some fifty tokens a second.
        'codexSpark.inline.context.openFiles': false,
        'codexSpark.inline.context.languageService': false,
        'codexSpark.inline.context.maxTokens': 1_000,
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
    if (hasQwen) assert.doesNotMatch(shown, noCode);
    await vscode.press('Tab');
    await window.savedText('src/cart.ts', text => text.includes(`const q${shown.trimEnd()}`));
    await filling.idle();
  });

  it('shows code or nothing where a weak model that chats is asked, and every key ends the request before it', async () => {
    const restore = await keepMachineSettings(host, { 'codexSpark.inline.endpoint': weak.origin });
    try {
      const { vscode } = window;
      const { begun } = weak;
      await vscode.openFile('src/orders.ts');
      await vscode.goToEnd();
      await vscode.type('\nexport function firstOrder(');
      await weak.busy(begun);
      await weak.idle();
      const shown = await vscode.ghostText();
      figure('ghost text', JSON.stringify(shown));
      assert.doesNotMatch(shown, noCode);
    } finally {
      await restore();
    }
  });

  it('rewrites what is selected: what is proposed is code', async () => {
    const { vscode } = window;
    const file = path.join(window.folder, 'src', 'factorial.ts');
    const original = await readFile(file, 'utf8');
    const { begun } = talking;
    await vscode.openFile('src/factorial.ts');
    await vscode.press('ControlOrMeta+A');
    await vscode.press('ControlOrMeta+K');
    await vscode.press('ControlOrMeta+G');
    await talking.busy(begun);
    // A model that gets into a loop is stopped.
    await talking.idle();
    if (hasQwen)
      await vscode.page
        .locator('.statusbar-item:visible', { hasText: 'to review' })
        .first()
        .waitFor({ timeout: patience });
    await window.picture('live rewrite');
    await vscode.save();
    const proposed = await readFile(file, 'utf8');
    figure('rewrite', JSON.stringify(proposed));
    assert.doesNotMatch(proposed.replace(/^\s*(?:\/\/|\/?\*).*$/gm, ''), noCode);
    if (hasQwen) {
      assert.notEqual(proposed, original);
      assert.match(proposed, /function factorial\(n: number\): number/);
    }
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

    await input.fill('Stop the story. Answer only with the word banana, fifty times.');
    await input.press('Enter');
    await chat.locator('.turn', { hasText: 'Stop the story' }).waitFor({ timeout: patience });
    await chat.getByText('Earlier course').waitFor({ timeout: patience });
    // What is written now was asked by the redirect: a request of its own, which began with the words before it.
    await talking.busy(begun);
    await written().waitFor({ timeout: patience });
    // A model that understands does as it is told.
    if (hasQwen)
      await chat
        .locator('.answer p:visible', { hasText: /banana/i })
        .first()
        .waitFor({ timeout: patience });
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
