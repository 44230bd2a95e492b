/**
 * A rewrite of 500 lines streams into a file of 20,000 lines of TypeScript in a real VS Code while somebody types
 * elsewhere in it; beside it the same batches without this extension. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { until } from '../scripts/host/vscodePage.mjs';
import { openEditor, type BenchEditor } from './support/editor';
import { delays, type Arm, type Round, type Rounds } from './stream-edit/rounds';
import { tables } from './stream-edit/tables';
import { EditRecorder } from './support/editFrames';
import { startEndpoint } from './support/endpoint';
import { random } from './support/random';
import { rendererTasks } from './support/rendererTasks';
import { report } from './support/report';
import { numberedRewrite, SentLines, sourceLines } from './support/streamedRewrite';

const fileLines = 20_000;
const rewrittenLines = 500;
const tokensPerSecond = 2_000;

/** Where the rewrite stands, and where the user types, as indices of lines. */
const place = { from: 10_000, to: 10_000 + rewrittenLines, typing: 15_000 };

/** Each arm is the first one in some round. */
const orders: readonly (readonly Arm[])[] = [
  ['ours', 'bare', 'direct', 'quiet'],
  ['bare', 'quiet', 'ours', 'direct'],
  ['direct', 'ours', 'quiet', 'bare'],
];

/** Nothing else looks at the whole file after a change. The same in every arm. */
const idleEditor = {
  'editor.links': false,
  'editor.colorDecorators': false,
  'editor.defaultColorDecorators': 'never',
  'editor.unicodeHighlight.ambiguousCharacters': false,
  'editor.unicodeHighlight.invisibleCharacters': false,
  'editor.semanticHighlighting.enabled': false,
  'editor.folding': false,
  'editor.inlayHints.enabled': 'off',
  'editor.lightbulb.enabled': 'off',
  'typescript.validate.enable': false,
};

/** Between two keys: 80 words a minute on average, in ms. */
const keyPause = { least: 100, more: 100 };

/** Typing goes on so long after the last token, in ms: what an edit does at its end counts as well. */
const afterMs = 1_000;

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const source = sourceLines(fileLines, place.typing);
  const sent = new SentLines();
  const endpoint = await startEndpoint({
    pace: { firstTokenMs: 300, tokensPerSecond },
    answer: () => '',
    rewrite: code => `\`\`\`ts\n${numberedRewrite(code)}\n\`\`\`\n`,
    otherwise: () => `\`\`\`ts\n${numberedRewrite(source.slice(place.from, place.to).join('\n'))}\n\`\`\`\n`,
    onPiece: text => sent.push(text),
  });
  const settings = { ...endpoint.settings, ...idleEditor, 'codexSpark.inline.enabled': false };
  try {
    const editor = await openEditor('stream-edit', { 'big.ts': source.join('\n') }, endpoint.port, settings);
    try {
      const stage = await Stage.open(editor, sent, source);
      // Not counted: everything is compiled and loaded by then, and there are batches to replay.
      for (const arm of ['ours', 'bare', 'direct'] as const) await stage.round(arm);
      const rounds: Rounds = { ours: [], bare: [], direct: [], quiet: [] };
      for (let n = 0; n < (quick ? 1 : 15); n++) {
        for (const arm of orders[n % orders.length] ?? []) rounds[arm].push(await stage.round(arm));
      }
      await report('stream-edit', tables(rounds, editor.version, sent.speeds), write);
    } finally {
      await editor.close();
    }
  } finally {
    await endpoint.stop();
  }
}

/** One window, in which round after round is played. */
class Stage {
  /** The lines of the latest rewrite, each when its last token was sent; in ms since the first one. */
  private timeline: readonly (readonly [n: number, at: number])[] = [];

  private constructor(
    private readonly editor: BenchEditor,
    private readonly recorder: EditRecorder,
    private readonly sent: SentLines,
    /** The text the rewrite has to end with. */
    private readonly wanted: string,
  ) {}

  static async open(editor: BenchEditor, sent: SentLines, source: readonly string[]): Promise<Stage> {
    const wanted = numberedRewrite(source.slice(place.from, place.to).join('\n'));
    await editor.vscode.openFile('big.ts');
    return new Stage(editor, await EditRecorder.start(editor.vscode.page), sent, wanted);
  }

  async round(arm: Arm): Promise<Round> {
    const { editor, recorder, sent } = this;
    const { page } = editor.vscode;
    const browser = page.context().browser();
    if (!browser) throw new Error('the page has no browser');
    await editor.command('bareEdit.open', 'big.ts', place.from, place.to, place.typing);
    await sleep(2_000);
    await recorder.take();
    sent.take();
    await editor.probe('loopStart');
    let due: ReadonlyMap<number, number> = new Map();
    const tasks = await rendererTasks(browser, page, async () => {
      const { over } = await this.begin(arm);
      await this.typeUntil(over.then(times => (due = times)));
    });
    const loop = v.parse(delays, await editor.probe('loopStop'));
    const { lines, echoes, missing } = await recorder.take();
    if (arm !== 'quiet') await this.compare(arm);
    const lags: number[] = [];
    let unseen = 0;
    const shown = [...lines].sort(([a], [b]) => a - b);
    for (const [n, at] of due) {
      // A frame that shows a later line shows that the text has come so far: this one may be above the view by then.
      const times = shown.filter(([number]) => number >= n).map(([, time]) => time);
      if (times.length === 0) unseen++;
      else lags.push(Math.min(...times) - at);
    }
    return { loop, tasks, echoes, missing, lags, unseen };
  }

  /** Begins; `over` resolves when the last of the text has been sent or applied, to the time each line was due. */
  private async begin(arm: Arm): Promise<{ readonly over: Promise<ReadonlyMap<number, number>> }> {
    const { editor, sent } = this;
    if (arm === 'quiet') return { over: sleep(3_000, new Map()) };
    if (arm === 'bare') return { over: editor.command('bareEdit.replay').then(() => new Map()) };
    if (arm === 'direct') return { over: this.direct() };
    const before = sent.lastAt;
    // From here on the keys go to the other editor again.
    await editor.command('bareEdit.optimize');
    const take = (): ReadonlyMap<number, number> => {
      const times = sent.take();
      const first = Math.min(...times.values());
      this.timeline = [...times].map(([n, at]) => [n, Math.round(at - first)]);
      return times;
    };
    return { over: this.silenceAfter(before).then(take) };
  }

  private async direct(): Promise<ReadonlyMap<number, number>> {
    const began = v.parse(v.number(), await this.editor.command('bareEdit.direct', this.timeline));
    return new Map(this.timeline.map(([n, at]) => [n, began - performance.timeOrigin + at]));
  }

  /** Resolves when something was sent after that time, and nothing more for a while. */
  private async silenceAfter(time: number): Promise<void> {
    while (this.sent.lastAt === time || performance.now() - this.sent.lastAt < 200) await sleep(20);
  }

  /** Types until that is over, and a little longer. */
  private async typeUntil(work: Promise<unknown>): Promise<void> {
    const pause = random('stream-edit');
    let end = Infinity;
    const over = work.finally(() => (end = performance.now() + afterMs));
    while (performance.now() < end) {
      await this.editor.vscode.press('x');
      await sleep(keyPause.least + keyPause.more * pause());
    }
    await over;
    await sleep(200);
  }

  /** @throws when the region does not become the rewrite */
  private async compare(arm: Arm): Promise<void> {
    const wanted = `${this.wanted}\n`.split('\n');
    await until(
      async () => {
        const text = v.parse(v.string(), await this.editor.command('bareEdit.region', rewrittenLines));
        const lines = text.split('\n');
        const wrong = wanted.findIndex((line, n) => line !== lines[n]);
        return { wrong, found: lines.slice(wrong, wrong + 3).join('\n') };
      },
      ({ wrong }) => wrong < 0,
      10_000,
      ({ wrong, found }) => `${arm}: the region does not hold the rewrite; line ${wrong} is ${found}`,
    );
  }
}
