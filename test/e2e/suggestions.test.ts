import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { createDeferred } from '../../src/common/deferred';
import { e2eHost, openBrowser } from '../support/host/e2eHost';
import { E2eWindow, withMachineSettings } from '../support/host/e2eWindow';
import { ListeningModel } from '../support/host/listeningModel';

/** No entry of the suggest widget is like it: with the widget open VS Code draws ghost text in another way. */
const name = 'qzxw';

describe('suggestions of a model', () => {
  const host = e2eHost();
  let browser: Browser;
  let model: ListeningModel;

  before(async () => {
    browser = await openBrowser(host);
    model = await ListeningModel.start();
  });
  after(async () => {
    await model.stop();
    await browser.close();
  });

  /**
   * A window on an empty file, with the model of this test behind it. Without VS Code's own suggestions: for their sake
   * it gives up on ghost text after 0.75 s, which is soon on a busy machine.
   */
  async function inWindow(
    work: (window: E2eWindow) => Promise<void>,
    settings: Readonly<Record<string, unknown>> = { 'editor.quickSuggestions': 'off' },
  ): Promise<void> {
    model.asked = [];
    await withMachineSettings(host, { 'codexSpark.endpoint': model.url, ...settings }, async () => {
      const window = await E2eWindow.open(host, browser);
      try {
        await window.vscode.openFile('web/charts.js');
        await window.vscode.goToEnd();
        await window.vscode.type('\n\n');
        await window.waitForLog(/socket opened/);
        await work(window);
      } catch (error) {
        await window.picture('failed suggestions');
        throw error;
      } finally {
        await window.close();
      }
    });
  }

  /** A few frames of the window, so that what is about to be shown is shown. */
  async function frames(window: E2eWindow): Promise<void> {
    // As text: these tests are typed for Node.
    await window.vscode.page.evaluate(
      `(async () => { for (let n = 0; n < 30; n++) await new Promise(resolve => requestAnimationFrame(resolve)); })()`,
    );
  }

  /** Two lines at once, the rest when it is let go. */
  function slowly(): { go(): void; readonly sent: Promise<void> } {
    const rest = createDeferred<void>();
    const sent = createDeferred<void>();
    model.answer = ({ screen }) => {
      if (!screen.includes(`\n${name}█`)) return '';
      return (async function* () {
        yield '(one,\n  two,\n';
        await rest.promise;
        yield '  three,\n  four);';
        sent.resolve();
      })();
    };
    return { go: () => rest.resolve(), sent: sent.promise };
  }

  it('grow in place when the rest has come', async () => {
    const answer = slowly();
    await inWindow(async ({ vscode }) => {
      await vscode.type(name);
      await vscode.waitForGhostText(text => text.includes('two'));
      answer.go();
      await vscode.waitForGhostText(text => text.includes('one') && text.includes('four'));
    });
  });

  it('appear also when VS Code has given up waiting for them', async () => {
    const asked = createDeferred<void>();
    const answer = createDeferred<void>();
    model.answer = ({ screen }) => {
      if (!screen.includes(`\n${name}█`)) return '';
      return (async function* () {
        asked.resolve();
        await answer.promise;
        yield '(late);';
      })();
    };
    await inWindow(async ({ vscode }) => {
      await vscode.type(name);
      await asked.promise;
      await new Promise(resolve => setTimeout(resolve, 2000));
      answer.resolve();
      await vscode.waitForGhostText(text => text.includes('late'));
    }, {});
  });

  it('do not come back when they were dismissed before their end', async () => {
    const answer = slowly();
    await inWindow(async window => {
      const { vscode } = window;
      await vscode.type(name);
      await vscode.waitForGhostText(text => text.includes('two'));
      await vscode.press('Escape');
      await vscode.waitForNoGhostText();
      answer.go();
      await answer.sent;
      await frames(window);
      assert.equal(await vscode.ghostText(), '');
    });
  });

  it('go on after Tab with the rest of the answer, without another request', async () => {
    model.answer = ({ screen }) =>
      screen.includes('\nstart█') ? '(one);\nsecond(two);\n\nthird(three);' : '';
    await inWindow(async window => {
      const { vscode } = window;
      await vscode.type('start');
      await vscode.waitForGhostText(text => text.includes('second'));
      await vscode.press('Tab');
      await vscode.waitForGhostText(text => text.includes('third'));
      assert.ok(!model.screens.some(screen => screen.includes('second(two);█')));
      await window.picture('next suggestion after Tab');
    });
  });

  it('are asked for ahead while one reads, so that Tab shows the next at once', async () => {
    model.answer = ({ screen }) =>
      screen.includes('\nbegin█') ? '(now);' : screen.includes('begin(now);█') ? '\nfinish(later);' : '';
    await inWindow(async ({ vscode }) => {
      await vscode.type('begin');
      await vscode.waitForGhostText(text => text.includes('now'));
      const ahead = (): readonly string[] => model.screens.filter(screen => screen.includes('begin(now);█'));
      while (ahead().length === 0) await new Promise(resolve => setTimeout(resolve, 20));
      await vscode.press('Tab');
      await vscode.waitForGhostText(text => text.includes('finish'));
      assert.equal(ahead().length, 1);
    });
  });

  it('have alternatives to choose from', async () => {
    model.answer = ({ screen, everything }) => {
      if (!screen.includes('\nchoose█')) return '';
      const known = [...everything.matchAll(/<known>/g)].length;
      return `(${['red', 'green', 'blue'][known] ?? 'none'});`;
    };
    await inWindow(async window => {
      const { vscode } = window;
      await vscode.type('choose');
      await vscode.waitForGhostText(text => text.includes('red'));
      await vscode.press('Alt+BracketRight');
      await vscode.waitForGhostText(text => text.includes('green'));
      await vscode.press('Alt+BracketRight');
      await vscode.waitForGhostText(text => text.includes('blue'));
      await window.picture('an alternative');
      await vscode.press('Tab');
      await window.savedText('web/charts.js', text => text.endsWith('choose(blue);'));
    });
  });
});
