/**
 * From the key to the painted preview of a next edit, in a real VS Code: the embedded prediction beside an extension that
 * draws the same decoration at once; and what next edits cost the typing. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { until } from '../scripts/host/vscodePage.mjs';
import { PreviewRecorder } from './next-edit-screen/painted';
import { tokenPieces } from '../src/engines/replay/tokenPieces';
import { EditRecorder } from './support/editFrames';
import { openEditor, type BenchEditor } from './support/editor';
import { startEndpoint, type BenchEndpoint } from './support/endpoint';
import { random } from './support/random';
import { report, type Table } from './support/report';
import { round, summary } from './support/stats';

/** Functions of the file; each is used once. */
const functions = 400;

/** Longest wait for a preview, in ms. A key without one in that time counts as missed. */
const longest = 3_000;

/** Arms of the first part, and of the second. */
type PaintArm = 'floor' | 'ours' | 'model';
type TypingArm = 'on' | 'off';

const settings: Readonly<Record<PaintArm | TypingArm, Readonly<Record<string, unknown>>>> = {
  floor: { 'bareDecoration.enabled': true, 'codexSpark.nextEdit.mode': 'off' },
  ours: { 'bareDecoration.enabled': false, 'codexSpark.nextEdit.mode': 'auto' },
  model: {
    'bareDecoration.enabled': false,
    'codexSpark.nextEdit.mode': 'auto',
    'codexSpark.nextEdit.useModel': true,
  },
  on: { 'bareDecoration.enabled': false, 'codexSpark.nextEdit.mode': 'auto' },
  off: {
    'bareDecoration.enabled': false,
    'codexSpark.nextEdit.mode': 'off',
    'codexSpark.nextEdit.useModel': false,
  },
};

/** The orders in which two arms have their turns. */
const orders: readonly (readonly PaintArm[])[] = [
  ['floor', 'ours'],
  ['ours', 'floor'],
];

/** How fast the model is. */
const pace = { firstTokenMs: 150, tokensPerSecond: 1000 };

const delays = v.object({
  n: v.number(),
  mean: v.number(),
  p50: v.number(),
  p99: v.number(),
  max: v.number(),
});

/** What was measured of typing with next edits on or off. */
interface Typing {
  readonly echoes: number[];
  readonly means: number[];
  readonly p99s: number[];
  missing: number;
}

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const endpoint = await startEndpoint({ pace, answer: () => '', otherwise: () => 'NO EDIT' });
  try {
    const editor = await openEditor('next-edit-screen', { 'rows.rs': sourceFile() }, endpoint.port, {
      ...endpoint.settings,
      'codexSpark.inline.enabled': false,
      ...settings.off,
    });
    try {
      await editor.vscode.openFile('rows.rs');
      const stage = new Stage(editor, await PreviewRecorder.start(editor.vscode.page), endpoint);
      const paints = await stage.paints(quick ? 3 : 20);
      const typing = await stage.typing(quick ? 1 : 8, quick ? 10 : 30);
      await report('next-edit-screen', [paintTable(paints, editor.version), typingTable(typing)], write);
    } finally {
      await editor.close();
    }
  } finally {
    await endpoint.stop();
  }
}

/** The times and the misses of one arm. */
interface Paints {
  readonly times: number[];
  missed: number;
}

class Stage {
  private nextFunction = 0;

  constructor(
    private readonly editor: BenchEditor,
    private readonly recorder: PreviewRecorder,
    private readonly endpoint: BenchEndpoint,
  ) {}

  /** A letter is added to a name, as often in each arm, in turn; each on a name of its own. */
  async paints(rounds: number): Promise<Record<PaintArm, Paints>> {
    const none = (): Paints => ({ times: [], missed: 0 });
    const taken: Record<PaintArm, Paints> = { floor: none(), ours: none(), model: none() };
    const take = async (arm: PaintArm, n: number): Promise<void> => {
      const painted = await this.paint(arm);
      // Not counted: everything is compiled and loaded by then.
      if (n < 0) return;
      if (painted === undefined) taken[arm].missed++;
      else taken[arm].times.push(painted);
    };
    // The model first: later there are names to carry on, and it is not asked.
    for (let n = -2; n < rounds; n++) await take('model', n);
    for (let n = -2; n < rounds; n++) {
      for (const arm of orders[(n + 2) % orders.length] ?? []) await take(arm, n);
    }
    return taken;
  }

  /** Names grow letter by letter, so that every key changes what is drawn elsewhere. */
  async typing(rounds: number, keys: number): Promise<Record<TypingArm, Typing>> {
    const { editor } = this;
    const none = (): Typing => ({ echoes: [], means: [], p99s: [], missing: 0 });
    const taken: Record<TypingArm, Typing> = { on: none(), off: none() };
    const frames = await EditRecorder.start(editor.vscode.page);
    for (let n = -1; n < rounds; n++) {
      for (const arm of n % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
        const at = await this.begin(arm);
        await frames.typeBehind(`let total_${at}`);
        await frames.take();
        await editor.probe('loopStart');
        const pause = random(`typing ${n}`);
        for (let key = 0; key < keys; key++) {
          await editor.vscode.press('abcdefghij'[key % 10] ?? 'a');
          await sleep(60 + 80 * pause());
        }
        await sleep(300);
        const loop = v.parse(delays, await editor.probe('loopStop'));
        const { echoes, missing } = await frames.take();
        if (n < 0) continue;
        taken[arm].echoes.push(...echoes);
        taken[arm].means.push(loop.mean);
        taken[arm].p99s.push(loop.p99);
        taken[arm].missing += missing;
      }
    }
    return taken;
  }

  private async paint(arm: PaintArm): Promise<number | undefined> {
    await this.begin(arm);
    await until(
      () => this.recorder.isDrawn('x'),
      drawn => !drawn,
      longest,
      () => `${arm}: the preview before is still there`,
    );
    const painted = await this.recorder.paintAfter('x', longest);
    return painted && painted.paintedAt - painted.pressedAt;
  }

  /** Sets the arm up, with the cursor behind the name of the next function, whose number it resolves to. */
  private async begin(arm: PaintArm | TypingArm): Promise<number> {
    const { editor } = this;
    // With both off what is drawn is gone.
    await editor.configure(settings.off);
    await editor.configure(settings[arm]);
    const at = this.nextFunction++ % functions;
    const first = linesEach * at + 1;
    this.endpoint.conduct.otherwise = () => modelsAnswer(at);
    if (arm === 'model') await editor.vscode.goTo(first + linesEach - 1);
    else await editor.vscode.goTo(first + 1, nameLine(at).indexOf(' =') + 1);
    await sleep(500);
    return at;
  }
}

const nameLine = (at: number): string => `    let total_${at} = ${at};`;

const useLine = (at: number): string => `    total_${at} + ${at}`;

/** A word that stands nowhere else. */
const letters = (at: number): string =>
  [...String(at)].map(digit => 'abcdefghij'[Number(digit)] ?? '').join('') + 'q';

/** Lines of a function, with the comment behind it. */
const linesEach = 5;

/** What the model knows: the letter that is typed belongs behind the use. */
const modelsAnswer = (at: number): string =>
  `rows.rs\n<<<<<<< SEARCH\n${useLine(at)}\n=======\n${useLine(at)}x\n>>>>>>> REPLACE\n`;

/** Small functions in a language that no service reads here, so that nothing else works while keys are timed. */
function sourceFile(): string {
  return Array.from(
    { length: functions },
    (_, at) => `fn row_${at}() -> i32 {\n${nameLine(at)}\n${useLine(at)}\n}\n// row ${letters(at)}\n`,
  ).join('');
}

function paintTable(taken: Record<PaintArm, Paints>, version: string): Table {
  const floor = summary(taken.floor.times);
  const names: Record<PaintArm, string> = {
    floor: 'floor: an extension that draws at once',
    ours: 'ours, embedded prediction',
    model: 'ours, a model',
  };
  const tokens = [...tokenPieces(modelsAnswer(100))].length;
  const modelMs = pace.firstTokenMs + (tokens * 1000) / pace.tokensPerSecond;
  const verdict = (met: boolean, what: string): string => `${what}: ${met ? 'met' : 'NOT MET'}`;
  const targets: Record<PaintArm, (p50: number) => string> = {
    floor: () => '',
    ours: p50 => verdict(p50 - floor.p50 <= 25, 'floor + 25'),
    model: p50 => verdict(p50 <= 250 && p50 - modelMs <= 60, `250, and the model's ${round(modelMs)} + 60`),
  };
  return {
    title: 'From the key press to the frame with the preview of a next edit, in ms',
    columns: ['arm', 'keys', 'missed', 'p50', 'p95', 'max', 'p50 over floor', 'target of p50'],
    rows: (['floor', 'ours', 'model'] as const).map(arm => {
      const { n, p50, p95, max } = summary(taken[arm].times);
      return [names[arm], n, taken[arm].missed, p50, p95, max, round(p50 - floor.p50), targets[arm](p50)];
    }),
    notes: [
      `VS Code ${version} in headless Chromium; times are the page's own, from the keydown event to the frame.`,
      `A letter is added to the declaration of a name in a file of ${functions} functions; the preview is the same letter at its use, a line below.`,
      `The model is asked where nothing else has an edit: a letter behind a word that stands nowhere else. It has its first token after ${pace.firstTokenMs} ms and ${tokens} tokens, ${pace.tokensPerSecond} a second.`,
      'All in one window of one run, the model first, then the other two in turn. The question leaves with the key.',
    ],
  };
}

function typingTable(taken: Record<TypingArm, Typing>): Table {
  const off = summary(taken.off.echoes);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const rows = (['off', 'on'] as const).map(arm => {
    const { n, p50, p95 } = summary(taken[arm].echoes);
    const ratio = round(p50 / off.p50);
    const loop = round(mean(taken[arm].means));
    const loopRatio = round(mean(taken[arm].means) / mean(taken.off.means));
    const target =
      arm === 'off' ? '' : `both at most 1.1: ${ratio <= 1.1 && loopRatio <= 1.1 ? 'met' : 'NOT MET'}`;
    return [
      arm,
      n,
      taken[arm].missing,
      p50,
      p95,
      ratio,
      loop,
      round(mean(taken[arm].p99s)),
      loopRatio,
      target,
    ];
  });
  return {
    title: 'Typing with next edits on and off, in ms',
    columns: [
      'next edits',
      'keys',
      'missed',
      'echo p50',
      'p95',
      'ratio',
      'loop mean',
      'loop p99',
      'ratio',
      'target',
    ],
    rows,
    notes: [
      'Names grow letter by letter, 7 to 17 keys a second: with next edits on, what is drawn a line below follows.',
      'Echo: from the keydown event to the frame with its character. Loop: how late the event loop of the extension host was.',
    ],
  };
}
