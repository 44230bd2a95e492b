import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { FrameRecorder } from '../../bench/support/frames';
import { until } from '../../scripts/host/vscodePage.mjs';
import { createDeferred } from '../../src/common/deferred';
import { modelWindow } from '../support/host/modelWindow';

/** The other extension answers; our first lines come; the rest of them does. */
type Step = 'theirs' | 'ours' | 'rest';

/** What comes in which order; what stands together comes at once. */
interface Race {
  readonly order: readonly (readonly Step[])[];
  /** What is shown first, where that does not depend on chance. */
  readonly first?: 'ours' | 'theirs';
  /** Whether all of ours is seen in the end. */
  readonly whole?: true;
}

const races: readonly Race[] = [
  // As long as nobody else was first, ours grows in place.
  { order: [['ours', 'rest'], ['theirs']], first: 'ours', whole: true },
  { order: [['ours'], ['rest'], ['theirs']], first: 'ours', whole: true },
  { order: [['theirs'], ['ours', 'rest']], first: 'theirs' },
  { order: [['theirs'], ['ours'], ['rest']], first: 'theirs' },
  { order: [['theirs', 'ours', 'rest']] },
  { order: [['theirs', 'ours'], ['rest']] },
];

/** Where VS Code opens a list of its own 760 ms after a key, it shows no suggestion that comes later by itself. */
const racesBesideTheList: readonly Race[] = [
  { order: [['theirs'], ['ours', 'rest']] },
  { order: [['ours'], ['rest'], ['theirs']] },
];

/** What each has to say; not a letter is the same. */
const ours = { first: '(one,\n  two,\n', rest: '  three,\n  four);' };
const theirs = ['[AAAA]', '[BBBB]'];

/** Longer than VS Code waits before it asks or opens its list: what is not to happen would have happened by then. In ms. */
const quietMs = 1_000;

describe('beside another extension that suggests', () => {
  const { inWindow, model } = modelWindow();

  /** Runs the races one after the other, each behind a name of its own; no entry of VS Code's list is like one. */
  async function run(some: readonly Race[], settings: Readonly<Record<string, unknown>>): Promise<void> {
    let come = { ours: createDeferred<void>(), rest: createDeferred<void>() };
    let asked = false;
    model().answer = ({ screen }) => {
      if (!/qzxw[a-z]█/.test(screen)) return '';
      asked = true;
      const { ours: mine, rest } = come;
      return (async function* () {
        await mine.promise;
        yield ours.first;
        await rest.promise;
        yield ours.rest;
      })();
    };
    await inWindow(async ({ vscode, folder }) => {
      const frames = await FrameRecorder.start(vscode.page);
      const [log, go] = ['rival.log', 'rival.go'].map(name => path.join(folder, name));
      assert.ok(log && go);
      const isAsked = (): Promise<boolean> =>
        readFile(log).then(
          () => asked,
          () => false,
        );
      for (const [n, race] of some.entries()) {
        come = { ours: createDeferred<void>(), rest: createDeferred<void>() };
        asked = false;
        const behind = `qzxw${String.fromCharCode(97 + n)}`;
        await rm(log, { force: true });
        await rm(go, { force: true });
        await writeFile(path.join(folder, 'rival.json'), JSON.stringify({ behind, texts: theirs }));
        await vscode.type(behind);
        await until(
          isAsked,
          both => both,
          patience,
          () => 'not both of them were asked',
        );
        let known = '';
        for (const steps of race.order) {
          for (const step of steps) {
            if (step === 'theirs') await writeFile(go, '');
            else come[step].resolve();
          }
          if (race.first !== undefined && known === '') known = await vscode.waitForGhostText();
          else await pause(quietMs);
        }
        await vscode.waitForGhostText(text => text.includes(race.whole ? 'four' : ''));
        const ghosts = (await frames.take()).frames.map(({ ghost }) => ghost).filter(ghost => ghost !== '');
        const whose = ghosts.map(ghost =>
          /[AB]/.test(ghost) ? (/[a-z(]/.test(ghost) ? 'both' : 'theirs') : 'ours',
        );
        const what = `${JSON.stringify(race)}: ${JSON.stringify(ghosts)}`;
        if (race.first) assert.equal(whose[0], race.first, what);
        assert.equal(new Set(whose).size, 1, what);
        if (whose[0] === 'theirs') assert.deepEqual(ghosts, ['[AAAA]'], what);
        // 1: not by a command. While ours grows it may be asked by one, where the machine is too busy to take that back.
        const grows =
          whose[0] === 'ours' && !race.order.some(steps => steps.includes('rest') && steps.includes('ours'));
        assert.match(await readFile(log, 'utf8'), grows ? /^1\n(0\n)?$/ : /^1\n$/, what);
        await vscode.press('Escape');
        await vscode.type(';\n');
        await frames.take();
      }
    }, settings);
  }

  it('nothing replaces what was shown first, and the other one is asked once', async () => {
    await run(races, {});
  });

  it('not either where VS Code has a list of its own to open', async () => {
    await run(racesBesideTheList, { 'editor.quickSuggestions': { other: 'offWhenInlineCompletions' } });
  });
});

/** Long enough for anything that is under way, on a busy machine. In ms. */
const patience = 60_000;

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
