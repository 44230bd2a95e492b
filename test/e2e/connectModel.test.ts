import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { until } from '../../scripts/host/vscodePage.mjs';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';
import { type E2eWindow, withMachineSettings } from '../support/host/e2eWindow';
import { hosted } from '../support/upstreams/hostedChat';
import { StandIn } from '../support/upstreams/standIn';

const patience = 60_000;

const written = v.looseObject({
  'codexSpark.endpoint': v.optional(v.string()),
  'codexSpark.endpoints': v.optional(v.record(v.string(), v.looseObject({ url: v.string() }))),
});

describe('Connect a Model', () => {
  const host = e2eHost();
  const secret = hosted.key;
  let server: StandIn;

  before(async () => {
    server = await StandIn.start(asked => hosted.reply(asked));
  });
  after(async () => {
    await server.dispose();
  });

  const settings = async (): Promise<v.InferOutput<typeof written>> => {
    const text = await readFile(host.settingsFile, 'utf8');
    // VS Code empties the file before it writes it, and may be in the middle of it.
    return isJson(text) ? v.parse(written, JSON.parse(text)) : {};
  };

  /** The question on screen. */
  const question = (window: E2eWindow) => {
    const { page } = window.vscode;
    const widget = page.locator('.quick-input-widget:visible');
    const input = widget.locator('input[type="text"], input[type="password"]').first();
    return {
      /** Waits for the question of that number. */
      step: async (step: number) => {
        await widget.locator('.quick-input-title', { hasText: `(${step}/6)` }).waitFor({ timeout: patience });
      },
      type: async (text: string) => {
        await input.fill(text);
      },
      row: (text: string) => widget.locator('.monaco-list-row', { hasText: text }).first(),
      enter: async () => {
        await input.press('Enter');
      },
      placeholder: async () => (await input.getAttribute('placeholder')) ?? '',
      message: widget.locator('.quick-input-message'),
      back: widget.locator('.quick-input-titlebar .action-label.codicon-quick-input-back'),
      widget,
    };
  };

  /** Opens the first question. */
  const begin = async (window: E2eWindow): Promise<ReturnType<typeof question>> => {
    const { page } = window.vscode;
    await page.keyboard.press('F1');
    const asked = question(window);
    await asked.type('>Codex Spark: Connect a Model');
    await asked.row('Connect a Model').click();
    await asked.step(1);
    return asked;
  };

  // First, because it shows that no key is there: the other test leaves one.
  it('leaves everything as it was when left by Esc, whatever was typed', async () => {
    const window = await freshWindow(host);
    await withMachineSettings(host, {}, async () => {
      const before = await readFile(host.settingsFile, 'utf8');
      try {
        for (const last of [1, 2, 3, 4, 5, 6]) {
          const asked = await begin(window);
          const answers: (() => Promise<void>)[] = [
            () => asked.type('vLLM'),
            () => asked.type(`${server.origin}/v1`),
            () => asked.type(secret),
            () => asked.type(hosted.model),
            () => asked.row('First token after').waitFor({ timeout: patience }),
          ];
          for (const answer of answers.slice(0, last - 1)) {
            await answer();
            await asked.enter();
            await asked.step(answers.indexOf(answer) + 2);
          }
          await window.vscode.press('Escape');
          await asked.widget.waitFor({ state: 'hidden', timeout: patience });
          assert.equal(await readFile(host.settingsFile, 'utf8'), before, `after question ${last}`);
        }
        // No key was kept either: the third question says so.
        const asked = await begin(window);
        await asked.type('vLLM');
        await asked.enter();
        await asked.step(2);
        await asked.type(`${server.origin}/v1`);
        await asked.enter();
        await asked.step(3);
        await until(
          () => asked.placeholder(),
          text => text.includes('Leave empty if it needs none'),
          patience,
          text => `the question for the key said ${text}`,
        );
      } finally {
        await window.picture('connect left');
      }
    });
  });

  it('leads from the kind of server to a model that answers, back and forth', async () => {
    const window = await freshWindow(host);
    await withMachineSettings(host, {}, async () => {
      try {
        const asked = await begin(window);
        await window.picture('connect 1 server');
        await asked.type('vLLM');
        await asked.row('vLLM').waitFor();
        await asked.enter();
        await asked.step(2);
        await asked.type('nonsense');
        await asked.enter();
        await until(
          () => asked.message.innerText(),
          text => text.includes('not an address'),
          patience,
          text => text,
        );
        await window.picture('connect 2 address');
        await asked.type(`${server.origin}/v1`);
        await asked.enter();
        await asked.step(3);
        await asked.type('csk-not-the-right-one');
        await asked.enter();
        await asked.step(4);
        await until(
          () => asked.placeholder(),
          text => text.includes('refused the key'),
          patience,
          text => text,
        );
        await asked.back.click();
        await asked.step(3);
        await asked.type(secret);
        await window.picture('connect 3 key');
        await asked.enter();
        await asked.step(4);
        await asked.row(hosted.model).waitFor({ timeout: patience });
        await window.pictures('connect 4 models');
        await asked.type(hosted.model);
        await asked.row(hosted.model).waitFor();
        await asked.enter();
        await asked.step(5);
        await asked.row('First token after').waitFor({ timeout: patience });
        await window.pictures('connect 5 test');
        assert.equal(
          (await settings())['codexSpark.endpoints'],
          undefined,
          'nothing is changed before the end',
        );
        await asked.enter();
        await asked.step(6);
        await window.picture('connect 6 uses');
        await asked.enter();
        await until(
          settings,
          now => now['codexSpark.endpoint'] === 'vLLM' && now['codexSpark.endpoints']?.['vLLM'] !== undefined,
          patience,
          now => `the settings were ${JSON.stringify(now)}`,
        );
        assert.deepEqual((await settings())['codexSpark.endpoints'], {
          vLLM: { url: `${server.origin}/v1`, model: hosted.model },
        });
        assert.doesNotMatch(await readFile(host.settingsFile, 'utf8'), /csk-/);

        await window.vscode.openFile('tools/report.py');
        await window.vscode.goToEnd();
        await window.waitForLog(/socket opened/, 2); // That of the test before, and this one.
        await window.vscode.type('\nqzxw');
        await window.vscode.waitForGhostText(text => text.includes('= 42'), patience);
        await until(
          () => window.vscode.statusBarText('vLLM'),
          text => text.includes('vLLM'),
          patience,
          text => text,
        );
        await window.vscode.runCommand('Codex Spark: Show Session');
        const view = window.vscode.webview();
        await view.getByText('asked through chat').waitFor({ timeout: patience });
        await window.pictures('connect session');
        assert.doesNotMatch(await window.log(), /csk-/);
      } finally {
        await window.picture('connect end');
      }
    });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
