import assert from 'node:assert/strict';
import { FrameRecorder } from '../../bench/support/frames';
import { judgeFrames } from '../../bench/support/judgeFrames';
import { createDeferred } from '../../src/common/deferred';
import type { E2eWindow } from '../support/host/e2eWindow';
import { modelWindow } from '../support/host/modelWindow';

/** No entry of the suggest widget is like it: with the widget open VS Code draws ghost text in another way. */
const name = 'qzxw';

describe('suggestions of a model', () => {
  const { inWindow, model } = modelWindow();

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
    model().answer = ({ screen }) => {
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

  /** A bracket that VS Code closes by itself takes the place of one on screen for a moment. */
  const oneBracket = { 'editor.autoClosingBrackets': 'never' };

  it('stay whole when the typing goes on after they have grown', async () => {
    const answer = slowly();
    await inWindow(async ({ vscode }) => {
      const frames = await FrameRecorder.start(vscode.page);
      await vscode.type(name);
      await vscode.waitForGhostText(text => text.includes('two'));
      answer.go();
      await vscode.waitForGhostText(text => text.includes('one') && text.includes('four'));
      await frames.take();
      await vscode.type('(one,', 120);
      const seen = judgeFrames(await frames.take());
      assert.deepEqual(seen.faults, []);
      assert.equal(seen.through, 5);
    }, oneBracket);
  });

  /** Where one types code, VS Code waits 0.76 s for ghost text, and then opens its own list. */
  const byDefault = { 'editor.quickSuggestions': { other: 'offWhenInlineCompletions' } };

  it('appear also when VS Code has given up waiting for them', async () => {
    const asked = createDeferred<void>();
    const answer = createDeferred<void>();
    model().answer = ({ screen }) => {
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
    }, byDefault);
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

  describe('that turn out to have been its thoughts', () => {
    before(() => (model().isTagged = false));
    after(() => (model().isTagged = true));

    /** Thoughts that read like code; their end when it is let go, and then the answer. */
    function thinking(): { end(): void; answer(): void; readonly sent: Promise<void> } {
      const [end, answer, sent] = [createDeferred<void>(), createDeferred<void>(), createDeferred<void>()];
      model().answer = ({ screen }) => {
        if (!screen.includes(`\n${name}█`)) return '';
        return (async function* () {
          yield '(one,\n  two,\n';
          await end.promise;
          yield '</think>\n<fill>';
          await answer.promise;
          yield '(instead);</fill>';
          sent.resolve();
        })();
      };
      return { end: () => end.resolve(), answer: () => answer.resolve(), sent: sent.promise };
    }

    it('are gone at once, and the answer is shown when it is there', async () => {
      const thoughts = thinking();
      await inWindow(async ({ vscode }) => {
        await vscode.type(name);
        await vscode.waitForGhostText(text => text.includes('two'));
        thoughts.end();
        await vscode.waitForNoGhostText();
        thoughts.answer();
        await vscode.waitForGhostText(text => text.includes('instead') && !text.includes('one'));
      });
    });

    it('make room for nothing where they were dismissed', async () => {
      const thoughts = thinking();
      await inWindow(async window => {
        const { vscode } = window;
        await vscode.type(name);
        await vscode.waitForGhostText(text => text.includes('two'));
        await vscode.press('Escape');
        await vscode.waitForNoGhostText();
        thoughts.end();
        await frames(window);
        thoughts.answer();
        await thoughts.sent;
        await frames(window);
        assert.equal(await vscode.ghostText(), '');
      });
    });
  });

  it('go on after Tab with the rest of the answer, without another request', async () => {
    model().answer = ({ screen }) =>
      screen.includes('\nstart█') ? '(one);\nsecond(two);\n\nthird(three);' : '';
    await inWindow(async window => {
      const { vscode } = window;
      await vscode.type('start');
      await vscode.waitForGhostText(text => text.includes('second'));
      await vscode.press('Tab');
      await vscode.waitForGhostText(text => text.includes('third'));
      assert.ok(!model().screens.some(screen => screen.includes('second(two);█')));
      await window.picture('next suggestion after Tab');
    });
  });

  it('are asked for ahead while one reads, so that Tab shows the next at once', async () => {
    model().answer = ({ screen }) =>
      screen.includes('\nbegin█') ? '(now);' : screen.includes('begin(now);█') ? '\nfinish(later);' : '';
    await inWindow(async ({ vscode }) => {
      await vscode.type('begin');
      await vscode.waitForGhostText(text => text.includes('now'));
      const ahead = (): readonly string[] =>
        model().screens.filter(screen => screen.includes('begin(now);█'));
      while (ahead().length === 0) await new Promise(resolve => setTimeout(resolve, 20));
      await vscode.press('Tab');
      await vscode.waitForGhostText(text => text.includes('finish'));
      assert.equal(ahead().length, 1);
    });
  });

  it('have alternatives to choose from', async () => {
    model().answer = ({ screen, everything }) => {
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
