/**
 * A rewrite of 500 lines streams into a file of 20,000 lines of TypeScript in a real VS Code while somebody types
 * elsewhere in it; beside it the same batches without this extension. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { openEditor, type BenchEditor } from './support/editor';
import { EditRecorder, type EditFrames } from './support/editFrames';
import { startEndpoint } from './support/endpoint';
import { random } from './support/random';
import { rendererTasks } from './support/rendererTasks';
import { report, type Table } from './support/report';
import { round, summary } from './support/stats';
import { numberedRewrite, SentLines, sourceLines } from './support/streamedRewrite';

const fileLines = 20_000;
const rewrittenLines = 500;
const tokensPerSecond = 2_000;

/** Where the rewrite stands, and where the person types, as indices of lines. */
const place = { from: 10_000, to: 10_000 + rewrittenLines, typing: 15_000 };

/** - ours: the extension rewrites
 *  - bare: its batches once more, without it
 *  - quiet: nothing is rewritten
 */
type Arm = 'ours' | 'bare' | 'quiet';
const orders: readonly (readonly Arm[])[] = [
  ['ours', 'bare', 'quiet'],
  ['bare', 'quiet', 'ours'],
  ['quiet', 'ours', 'bare'],
];

/** Typing goes on so long after the last token, in ms: what an edit does at its end counts as well. */
const afterMs = 1_000;

const delays = v.object({ n: v.number(), p50: v.number(), p99: v.number(), max: v.number() });

/** What one round of an arm was like. */
interface Round extends Pick<EditFrames, 'echoes' | 'missing'> {
  readonly loop: v.InferOutput<typeof delays>;
  /** Tasks of the page's main thread, in ms. */
  readonly tasks: readonly number[];
  /** From a line's last token to the frame that shows it, in ms. Of `ours` only. */
  readonly lags: readonly number[];
  /** Lines that were never seen. */
  readonly unseen: number;
}

type Rounds = Readonly<Record<Arm, Round[]>>;

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const source = sourceLines(fileLines, place.typing);
  const sent = new SentLines();
  const endpoint = await startEndpoint({
    pace: { firstTokenMs: 300, tokensPerSecond },
    answer: () => '',
    rewrite: code => `\`\`\`ts\n${numberedRewrite(code)}\n\`\`\`\n`,
    onPiece: text => sent.push(text),
  });
  const settings = { ...endpoint.settings, 'codexSpark.inline.enabled': false };
  try {
    const editor = await openEditor('stream-edit', { 'big.ts': source.join('\n') }, endpoint.port, settings);
    try {
      const stage = await Stage.open(editor, sent, source);
      // Not counted: everything is compiled and loaded by then, and there are batches to replay.
      for (const arm of ['ours', 'bare'] as const) await stage.round(arm);
      const rounds: Rounds = { ours: [], bare: [], quiet: [] };
      for (let n = 0; n < (quick ? 1 : 6); n++) {
        for (const arm of orders[n % orders.length] ?? []) rounds[arm].push(await stage.round(arm));
      }
      await report('stream-edit', tables(rounds, editor.version, sent), write);
    } finally {
      await editor.close();
    }
  } finally {
    await endpoint.stop();
  }
}

/** One window, in which round after round is played. */
class Stage {
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
    const tasks = await rendererTasks(browser, page, async () => {
      const { over } = await this.begin(arm);
      await this.typeUntil(over);
    });
    const loop = v.parse(delays, await editor.probe('loopStop'));
    const { lines, echoes, missing } = await recorder.take();
    if (arm !== 'quiet') await this.compare(arm);
    const lags: number[] = [];
    let unseen = 0;
    const shown = [...lines].sort(([a], [b]) => a - b);
    for (const [n, at] of sent.take()) {
      // A frame that shows a later line shows that the text has come so far: this one may be above the view by then.
      const times = shown.filter(([number]) => number >= n).map(([, time]) => time);
      if (times.length === 0) unseen++;
      else lags.push(Math.min(...times) - at);
    }
    return { loop, tasks, echoes, missing, lags, unseen };
  }

  /** Begins; `over` resolves when the last of the text has been sent or applied. */
  private async begin(arm: Arm): Promise<{ readonly over: Promise<unknown> }> {
    if (arm === 'quiet') return { over: sleep(3_000) };
    if (arm === 'bare') return { over: this.editor.command('bareEdit.replay') };
    const before = this.sent.lastAt;
    // From here on the keys go to the other editor again.
    await this.editor.command('bareEdit.optimize');
    return { over: this.silenceAfter(before) };
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
      await sleep(50 + 60 * pause());
    }
    await over;
    await sleep(200);
  }

  private async compare(arm: Arm): Promise<void> {
    const region = v.parse(v.string(), await this.editor.command('bareEdit.region', rewrittenLines));
    const [lines, wanted] = [region, `${this.wanted}\n`].map(text => text.split('\n'));
    const wrong = wanted?.findIndex((line, n) => line !== lines?.[n]) ?? 0;
    if (wrong < 0) return;
    const found = lines?.slice(wrong, wrong + 3).join('\n') ?? '';
    throw new Error(
      `${arm}: the region does not hold the rewrite; line ${wrong} is ${JSON.stringify(found)}`,
    );
  }
}

function tables(rounds: Rounds, version: string, sent: SentLines): Table[] {
  const all = (arm: Arm, values: (round: Round) => readonly number[]): number[] =>
    rounds[arm].flatMap(values);
  const median = (arm: Arm, value: (round: Round) => number): number => summary(rounds[arm].map(value)).p50;
  const longest = (arm: Arm): number => median(arm, ({ tasks }) => Math.max(...tasks));
  const most = (arm: Arm): number => round(Math.max(...all(arm, ({ tasks }) => tasks)));
  const busy = (arm: Arm): number => median(arm, ({ tasks }) => tasks.reduce((sum, ms) => sum + ms, 0));
  const echo = (arm: Arm) => summary(all(arm, ({ echoes }) => echoes));
  const arms: readonly Arm[] = ['ours', 'bare', 'quiet'];
  const names: Readonly<Record<Arm, string>> = {
    ours: 'this extension',
    bare: 'the same batches, bare',
    quiet: 'no rewrite',
  };
  const judge = (what: string, value: number, limit: number): string =>
    `${what}: ${value}; at most ${limit}: ${value <= limit ? 'met' : 'NOT MET'}.`;
  const lag = summary(all('ours', ({ lags }) => lags));
  const unseen = rounds.ours.reduce((sum, each) => sum + each.unseen, 0);
  const times = (value: (arm: Arm) => number): number => round(value('ours') / value('bare'));
  return [
    {
      title: 'From the last token of a line to the frame that shows it, in ms',
      columns: ['lines', 'never seen', 'p50', 'p95', 'max'],
      rows: [[lag.n, unseen, lag.p50, lag.p95, lag.max]],
      notes: [
        judge('The slowest line', lag.max, 150),
        `${round(summary(sent.speeds).p50)} tokens/s; every line of ${rewrittenLines} changes but lone brackets and blank lines. The view follows the stream.`,
      ],
    },
    {
      title: 'Renderer and typing elsewhere in the file while it streams, in ms',
      columns: [
        'arm',
        'rounds',
        'longest task',
        'worst round',
        'busy in all',
        'keys',
        'lost',
        'echo p50',
        'p95',
        'max',
      ],
      rows: arms.map(arm => {
        const { n, p50, p95, max } = echo(arm);
        const lost = rounds[arm].reduce((sum, { missing }) => sum + missing, 0);
        return [names[arm], rounds[arm].length, longest(arm), most(arm), busy(arm), n, lost, p50, p95, max];
      }),
      notes: [
        judge('Longest task, times that of bare', times(longest), 1.3),
        judge(
          'Echo p50, times that of bare',
          times(arm => echo(arm).p50),
          1.3,
        ),
        judge(
          'Echo p95, times that of bare',
          times(arm => echo(arm).p95),
          1.3,
        ),
        `VS Code ${version} in headless Chromium. Tasks are those of Chromium's own trace of the page's main thread; "longest" and "busy" are the median of the rounds.`,
        'The file is shown twice: on the left one reads along, on the right one types. Bare applies what this extension wrote, at the same times.',
      ],
    },
    {
      title: 'Event loop of the extension host, lateness in ms',
      columns: ['arm', 'p50', 'p99', 'p99 of worst round', 'max'],
      rows: arms.map(arm => [
        names[arm],
        median(arm, ({ loop }) => loop.p50),
        median(arm, ({ loop }) => loop.p99),
        round(Math.max(...all(arm, ({ loop }) => [loop.p99]))),
        round(Math.max(...all(arm, ({ loop }) => [loop.max]))),
      ]),
      notes: [
        judge(
          'p99',
          median('ours', ({ loop }) => loop.p99),
          16,
        ),
        'p50 and p99 are the median of the rounds.',
      ],
    },
  ];
}
