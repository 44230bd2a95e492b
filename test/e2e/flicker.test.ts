import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startEndpoint, type BenchEndpoint } from '../../bench/support/endpoint';
import { FrameRecorder } from '../../bench/support/frames';
import { judgeFrames } from '../../bench/support/judgeFrames';
import { continuation, statements } from '../../bench/support/knownText';
import { freshWindow } from '../support/host/desk';
import { e2eHost } from '../support/host/e2eHost';

const head = 'int at = 0;';
const lines = statements(100, 6).map(line => line.trim());
const known = [head, ...lines].join('\n');

/** What VS Code does by itself while one types; here only suggestions are to be seen. */
const quiet = {
  'editor.wordBasedSuggestions': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
};

describe('suggestions typed through', () => {
  let endpoint: BenchEndpoint;

  before(async () => {
    endpoint = await startEndpoint({
      pace: { firstTokenMs: 40, tokensPerSecond: 400 },
      answer: ({ prefix }) => continuation(known, prefix, 3),
    });
  });
  after(async () => {
    await endpoint.stop();
  });

  it('are whole in every frame', async () => {
    const window = await freshWindow(e2eHost());
    const restore = await window.keepMachineSettings({ ...quiet, ...endpoint.settings });
    try {
      const { vscode } = window;
      await writeFile(path.join(window.folder, 'report.c'), head);
      await vscode.openFile('report.c');
      const frames = await FrameRecorder.start(vscode.page);
      await window.waitForLog(/socket opened/);
      await vscode.goToEnd();
      const typed = lines.slice(0, 4);
      for (const line of typed) {
        await vscode.press('Enter');
        await vscode.waitForGhostText(text => text.startsWith(line));
        await vscode.type(line, 60);
      }
      const seen = judgeFrames(await frames.take());
      assert.deepEqual(seen.faults, []);
      assert.ok(seen.through > 60, `${seen.through} keys agreed with text on screen`);
      await window.savedText('report.c', text => text === [head, ...typed].join('\n'));
    } catch (error) {
      await window.picture('failed suggestions typed through');
      throw error;
    } finally {
      await restore();
    }
  });
});
