/**
 * Types suggestions through, in a real VS Code, and looks at every painted frame: none may show less of a text than is
 * left of it, and none another text. At the end it plants a flicker, which must be found. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pace } from '../src/engines/pacedEngine';
import { openEditor, type BenchEditor } from './support/editor';
import { startEndpoint, type BenchEndpoint } from './support/endpoint';
import { judgeFrames, type Fault } from './support/judgeFrames';
import { continuation, statements } from './support/knownText';
import { hash, random } from './support/random';
import { report, type Table } from './support/report';

/** One kind of model. */
interface Arm {
  readonly name: string;
  readonly pace: Pace;
  /** Whether the last line of an answer is another one each time. */
  readonly fickle: boolean;
  /**
   * Whether it answers on new lines only, so that none is known before its line has begun, and each line is typed once
   * its suggestion has grown.
   */
  readonly grown?: boolean;
}

const arms: readonly Arm[] = [
  { name: 'first token at 0 ms', pace: { firstTokenMs: 0, tokensPerSecond: 1000 }, fickle: false },
  { name: 'first token at 150 ms', pace: { firstTokenMs: 150, tokensPerSecond: 1000 }, fickle: false },
  { name: 'slow: texts grow on screen', pace: { firstTokenMs: 60, tokensPerSecond: 150 }, fickle: false },
  {
    name: 'slow: texts have grown on screen',
    pace: { firstTokenMs: 60, tokensPerSecond: 300 },
    fickle: false,
    grown: true,
  },
  { name: 'another end in every answer', pace: { firstTokenMs: 60, tokensPerSecond: 1000 }, fickle: true },
];

/** Lines typed in an arm; about 37 keys each. */
const linesPerArm = 11;

/** Fewer keys than this on text that agreed with them prove little. */
const enoughKeys = 1_000;

const head = '#include "table.h"\n\nint report(struct table *table)\n{\n    int at = 0;';

/** What is on screen after a burst of keys changes for at most this long, in ms. */
const quiet = 800;

interface Taken {
  readonly arm: Arm;
  readonly pressed: number;
  readonly through: number;
  readonly faults: readonly Fault[];
}

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const endpoint = await startEndpoint({
    pace: { firstTokenMs: 0, tokensPerSecond: 1000 },
    answer: () => '',
  });
  try {
    const editor = await openEditor('flicker', { 'report.c': head }, endpoint.port, endpoint.settings);
    try {
      await editor.vscode.openFile('report.c');
      await editor.vscode.goToEnd();
      let known = head;
      const taken: Taken[] = [];
      for (const [index, arm] of arms.entries()) {
        const lines = statements(1000 * (index + 1), quick ? 3 : linesPerArm);
        known += `\n${lines.join('\n')}`;
        taken.push(await typeArm(editor, endpoint, arm, known, lines));
      }
      const planted = await plantFlicker(editor, endpoint, known);
      const through = taken.reduce((sum, each) => sum + each.through, 0);
      if (!quick && through < enoughKeys) throw new Error(`only ${through} keys agreed with text on screen`);
      await report('flicker', [tableOf(taken, planted, editor.version)], write);
    } finally {
      await editor.close();
    }
  } finally {
    await endpoint.stop();
  }
}

/** Types lines at the rhythm of a fast typist who waits for a suggestion at the beginning of each. */
async function typeArm(
  { vscode, frames }: BenchEditor,
  { conduct }: BenchEndpoint,
  arm: Arm,
  known: string,
  lines: readonly string[],
): Promise<Taken> {
  const next = random(arm.name);
  let answers = 0;
  conduct.pace = arm.pace;
  conduct.answer = ({ prefix }) => {
    const place = prefix.slice(prefix.lastIndexOf('\n') + 1);
    if (arm.grown && place.trim() !== '') return '';
    const right = continuation(known, prefix, arm.grown ? 4 : 1 + (hash(place.slice(0, 12)) % 4));
    return arm.fickle ? `${right}\n    remember_${answers++}(table);` : right;
  };
  await sleep(quiet);
  await frames.take();
  let pressed = 0;
  for (const line of lines) {
    // Enter brings the indentation of the line before.
    for (const key of ['Enter', ...line.trimStart()]) {
      await vscode.press(key);
      pressed++;
      const pause = key === 'Enter' ? (arm.grown ? quiet : 250 + 200 * next()) : 30 + 100 * next();
      await sleep(pause);
    }
  }
  await sleep(quiet);
  const { through, faults } = judgeFrames(await frames.take());
  return { arm, pressed, through, faults };
}

/** Hides a suggestion of several lines and brings it back at once; resolves with what was found of it. */
async function plantFlicker(
  { vscode, frames }: BenchEditor,
  { conduct }: BenchEndpoint,
  known: string,
): Promise<number> {
  const lines = statements(9000, 4).join('\n');
  conduct.pace = { firstTokenMs: 0, tokensPerSecond: 1000 };
  conduct.answer = ({ prefix }) => continuation(`${known}\n${lines}`, prefix, 4);
  await vscode.press('Enter');
  // Leaves whatever the last answer went on with.
  await vscode.type('total');
  await vscode.waitForGhostText(text => text.includes('\n'));
  await sleep(quiet);
  await vscode.press('Control+Alt+F9');
  await sleep(quiet);
  const found = judgeFrames(await frames.take()).faults.filter(({ kind }) => kind === 'flicker').length;
  if (found === 0) throw new Error('a planted flicker was not noticed: this benchmark proves nothing');
  return found;
}

function tableOf(taken: readonly Taken[], planted: number, version: string): Table {
  const count = (faults: readonly Fault[], kind: Fault['kind']): number =>
    faults.filter(fault => fault.kind === kind).length;
  const row = (name: string, some: readonly Taken[]): (string | number)[] => {
    const faults = some.flatMap(each => each.faults);
    const sum = (key: 'pressed' | 'through'): number => some.reduce((total, each) => total + each[key], 0);
    const kinds = (['flicker', 'lost', 'replaced'] as const).map(kind => count(faults, kind));
    return [
      name,
      sum('pressed'),
      sum('through'),
      ...kinds,
      `none: ${faults.length === 0 ? 'met' : 'NOT MET'}`,
    ];
  };
  const examples = taken.flatMap(({ arm, faults }) =>
    faults
      .slice(0, 3)
      .map(
        ({ kind, n, frames, expected, seen }) =>
          `${arm.name}: ${kind} at frame ${n} for ${frames}: ${expected} | ${seen}`,
      ),
  );
  return {
    title: 'Frames that show less than is left of a suggestion being typed, or something else',
    columns: ['model', 'keys', 'typed through', 'flicker', 'lost', 'replaced', 'target'],
    rows: [...taken.map(each => row(each.arm.name, [each])), row('all', taken)],
    notes: [
      `VS Code ${version} in headless Chromium, every painted frame. Keys 30 to 130 ms apart.`,
      'Typed through: keys that agree with the text on screen. Flicker: it went and came back. Lost: it stayed away.',
      `Proof that the check can fail: a planted flicker (hide, then show again) was found (${planted}).`,
      ...examples,
    ],
  };
}
