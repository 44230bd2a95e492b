import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { FrameRecorder } from '../../bench/support/frames';
import { modelWindow } from '../support/host/modelWindow';

/** When the other extension answers, when our first lines come and when the rest of them does, in ms. */
interface Race {
  readonly theirs: number;
  readonly ours: number;
  readonly rest: number;
  /** Who answers first, by far. */
  readonly first?: 'ours' | 'theirs';
  /** Whether VS Code opens a list of its own 760 ms after a key, and shows no suggestion that comes later. */
  readonly list?: true;
}

const races: readonly Race[] = [
  // As long as nobody else was first, ours grows in place.
  { theirs: 1500, ours: 100, rest: 100, first: 'ours' },
  { theirs: 1500, ours: 100, rest: 1000, first: 'ours' },
  { theirs: 300, ours: 1000, rest: 1000, first: 'theirs' },
  { theirs: 600, ours: 1000, rest: 1500, first: 'theirs' },
  { theirs: 0, ours: 400, rest: 800, first: 'theirs' },
  { theirs: 400, ours: 400, rest: 400 },
  { theirs: 400, ours: 400, rest: 1000 },
  { theirs: 300, ours: 1000, rest: 1000, list: true },
  { theirs: 600, ours: 1000, rest: 1000, list: true },
  { theirs: 1500, ours: 100, rest: 1200, list: true },
];

/** What each has to say; not a letter is the same. */
const ours = { first: '(one,\n  two,\n', rest: '  three,\n  four);' };
const theirs = ['[AAAA]', '[BBBB]'];

describe('beside another extension that suggests', () => {
  const { inWindow, model } = modelWindow();

  /** Runs the races one after the other, each behind a name of its own; no entry of VS Code's list is like one. */
  async function run(some: readonly Race[], settings: Readonly<Record<string, unknown>>): Promise<void> {
    let race: Race | undefined;
    model().answer = ({ screen }) => {
      const now = race;
      if (!now || !/qzxw[a-z]█/.test(screen)) return '';
      return (async function* () {
        await pause(now.ours);
        yield ours.first;
        await pause(now.rest - now.ours);
        yield ours.rest;
      })();
    };
    await inWindow(async ({ vscode, folder }) => {
      const frames = await FrameRecorder.start(vscode.page);
      const log = path.join(folder, 'rival.log');
      for (const [n, next] of some.entries()) {
        race = next;
        const behind = `qzxw${String.fromCharCode(97 + n)}`;
        const offer = { behind, texts: theirs, after: next.theirs };
        await writeFile(path.join(folder, 'rival.json'), JSON.stringify(offer));
        await rm(log, { force: true });
        await vscode.type(behind);
        await pause(Math.max(next.theirs, next.rest) + 1000);
        const ghosts = (await frames.take()).frames.map(({ ghost }) => ghost).filter(ghost => ghost !== '');
        const whose = ghosts.map(ghost =>
          /[AB]/.test(ghost) ? (/[a-z(]/.test(ghost) ? 'both' : 'theirs') : 'ours',
        );
        const what = `${JSON.stringify(next)}: ${JSON.stringify(ghosts)}`;
        if (next.first) assert.equal(whose[0], next.first, what);
        assert.equal(new Set(whose).size, 1, what);
        if (whose[0] === 'theirs') assert.deepEqual(ghosts, ['[AAAA]'], what);
        else if (n < 2) assert.ok(ghosts.at(-1)?.includes('four'), what);
        // 1: not by a command. While ours grows it may be asked by one, where the machine is too busy to take that back.
        const grows = whose[0] === 'ours' && next.rest > next.ours;
        assert.match(await readFile(log, 'utf8'), grows ? /^1\n(0\n)?$/ : /^1\n$/, what);
        await vscode.press('Escape');
        await vscode.type(';\n');
        await frames.take();
      }
    }, settings);
  }

  it('nothing replaces what was shown first, and the other one is asked once', async () => {
    await run(
      races.filter(race => !race.list),
      {},
    );
  });

  it('not either where VS Code has a list of its own to open', async () => {
    await run(
      races.filter(race => race.list),
      { 'editor.quickSuggestions': { other: 'offWhenInlineCompletions' } },
    );
  });
});

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
