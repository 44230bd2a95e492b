/**
 * From the key press to the frame that shows a new suggestion, in a real VS Code: this extension against endpoints of
 * known speed, beside a provider that answers at once. See docs/benchmarks.md.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { tokenPieces } from '../src/engines/replay/tokenPieces';
import path from 'node:path';
import { facts, marks } from './keystroke/wire';
import { openEditor, type BenchEditor } from './support/editor';
import { HelperProcess } from './support/helperProcess';
import { probeAnswer } from './support/probeAnswer.js';
import { random } from './support/random';
import { report, type Table } from './support/report';
import { ownTimes, type Mark } from './support/ownTimes';
import type { Paint } from './support/frames';
import { stepNames, stepsOf, type StepName } from './support/steps';
import { round, summary } from './support/stats';

/** One way of getting suggestions. */
interface Arm {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly pace: { readonly firstTokenMs: number; readonly tokensPerSecond: number };
  /** Statements in an answer, each on a line. */
  readonly statements: number;
}

const ours = (headStart: boolean): Arm['settings'] => ({
  'bareProvider.enabled': false,
  'codexSpark.inline.enabled': true,
  'codexSpark.inline.headStart': headStart,
});
const at = (firstTokenMs: number): Arm['pace'] => ({ firstTokenMs, tokensPerSecond: 1000 });

const arms = {
  floor: {
    name: 'floor: a bare provider',
    settings: { 'bareProvider.enabled': true, 'codexSpark.inline.enabled': false },
    pace: at(0),
    statements: 1,
  },
  fast: { name: 'ours, first token at 0 ms', settings: ours(true), pace: at(0), statements: 1 },
  slow: { name: 'ours, first token at 150 ms', settings: ours(true), pace: at(150), statements: 1 },
  late: { name: 'the same without head start', settings: ours(false), pace: at(150), statements: 1 },
  long: { name: 'with head start, three lines', settings: ours(true), pace: at(150), statements: 3 },
} satisfies Record<string, Arm>;

type ArmName = keyof typeof arms;
const names: readonly ArmName[] = ['floor', 'fast', 'slow', 'late', 'long'];

/** What is typed, a line a round: no key of it agrees with what `probeAnswer` shows. Without the letter q. */
const lines = [
  'amount = base_price + vat;',
  'node->next = table[i].head',
  'length = end - start + gap',
  'flags |= mask << shift[at];',
];

/** Longest wait for a suggestion, in ms. A key without one in that time counts as missed. */
const longest = 3_000;

/** What was measured of one arm. */
interface Taken {
  readonly paints: Paint[];
  missed: number;
  readonly marks: Mark[];
}

/** What the benchmark is run with; `processes` is the folder of its processes' scripts. */
interface Run {
  readonly write: boolean;
  readonly quick: boolean;
  readonly processes: string;
}

export async function run({ write, quick, processes }: Run): Promise<void> {
  const endpoint = new HelperProcess(path.join(processes, 'endpoint.process.mjs'));
  const taken: Record<ArmName, Taken> = {
    floor: none(),
    fast: none(),
    slow: none(),
    late: none(),
    long: none(),
  };
  const version = await measure(endpoint, taken, quick ? lines.slice(0, 1) : lines).finally(() =>
    endpoint.stop(),
  );
  await report('keystroke', [paintTable(taken, version), stepTable(taken), ownTable(taken)], write);
}

/** Types every line in every arm; resolves with the version of VS Code. */
async function measure(
  endpoint: HelperProcess,
  taken: Record<ArmName, Taken>,
  what: readonly string[],
): Promise<string> {
  const files = { 'table.c': sourceFile() };
  const { port, settings } = await endpoint.ask({ kind: 'facts' }, facts);
  const editor = await openEditor('keystroke', files, port, {
    ...settings,
    ...arms.floor.settings,
  });
  try {
    await editor.vscode.openFile('table.c');
    for (const [round, line] of what.entries()) {
      // Each round begins with another arm, so that none has always the youngest document.
      for (const name of rotated(names, round))
        await typeLine(editor, endpoint, arms[name], line, taken[name]);
    }
    return editor.version;
  } finally {
    await editor.close();
  }
}

const none = (): Taken => ({ paints: [], missed: 0, marks: [] });

/** Types a line on a new line at the end of the file, each key after the suggestion of the one before is on screen. */
async function typeLine(
  { vscode, frames, configure, probe }: BenchEditor,
  endpoint: HelperProcess,
  arm: Arm,
  line: string,
  taken: Taken,
): Promise<void> {
  const pause = random(`${arm.name} ${line}`);
  await endpoint.ask({ kind: 'conduct', pace: arm.pace, statements: arm.statements }, v.literal(true));
  await configure(arm.settings);
  await vscode.goToEnd();
  await vscode.press('Escape');
  await vscode.press('Enter');
  // Until a suggestion appears, everything that connects and warms up is done.
  for (let tries = 0; (await frames.paintAfter('x', longest)) === undefined; tries++) {
    if (tries === 10) throw new Error(`${arm.name}: no suggestion appeared`);
  }
  await vscode.type(' = x; ');
  await sleep(400);
  await probe('marks');
  await endpoint.ask({ kind: 'marks' }, marks);
  for (const key of line) {
    const painted = await frames.paintAfter(key, longest);
    if (painted) taken.paints.push(painted);
    else taken.missed++;
    await sleep(80 + 120 * pause());
  }
  const seen = [...v.parse(marks, await probe('marks')), ...(await endpoint.ask({ kind: 'marks' }, marks))];
  taken.marks.push(...seen.sort((a, b) => a.at - b.at));
}

const tokens = (statements: number): number => [...tokenPieces(probeAnswer(10, statements))].length;

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const cut = by % list.length;
  return [...list.slice(cut), ...list.slice(0, cut)];
}

/** Some hundred lines of C; no language service reads them, so nothing else works while keys are timed. */
function sourceFile(): string {
  const functions = Array.from({ length: 40 }, (_, n) => {
    const name = `row_${n}`;
    return `static int ${name}(const struct table *table, int index) {\n    int total = ${n};\n    for (int at = 0; at < index; at++) {\n        total += table->rows[at].amount;\n    }\n    return total;\n}\n`;
  });
  return `#include "table.h"\n\n${functions.join('\n')}\nint main(void) {\n    int x = 0;\n    x = 1;`;
}

function paintTable(taken: Record<ArmName, Taken>, version: string): Table {
  const times = (name: ArmName): readonly number[] =>
    taken[name].paints.map(({ pressedAt, paintedAt }) => paintedAt - pressedAt);
  const p50 = (name: ArmName): number => summary(times(name)).p50;
  const verdict = (met: boolean, what: string): string => `${what}: ${met ? 'met' : 'NOT MET'}`;
  const targets: Record<ArmName, string> = {
    floor: '',
    fast: verdict(p50('fast') - p50('floor') <= 10, 'floor + 10'),
    slow: verdict(p50('slow') - p50('floor') < 130, 'under floor + 130'),
    late: verdict(p50('late') - p50('slow') >= 30, 'head start gains 30'),
    long: '',
  };
  return {
    title: 'From the key press to the frame with a new suggestion, in ms',
    columns: ['arm', 'keys', 'missed', 'p50', 'p95', 'max', 'p50 over floor', 'target of p50'],
    rows: names.map(name => {
      const { n, p50: half, p95, max } = summary(times(name));
      const over = round(half - p50('floor'));
      return [arms[name].name, n, taken[name].missed, half, p95, max, over, targets[name]];
    }),
    notes: [
      `VS Code ${version} in headless Chromium; times are the page's own, from the keydown event to the frame.`,
      `Every key contradicts what is shown and brings a new suggestion: one line of ${tokens(1)} tokens, in the last arm three lines of ${tokens(3)}, at 1000 tokens/s.`,
      'All arms in one window of one run, a line of typing each in turn. VS Code itself waits 50 ms before it asks a provider.',
    ],
  };
}

/** Where the time goes. */
function stepTable(taken: Record<ArmName, Taken>): Table {
  const middle = (name: ArmName, step: StepName): number | undefined => {
    const all = stepsOf(taken[name].paints, taken[name].marks);
    const seen = all.flatMap(steps => steps[step] ?? []);
    // A step of few keys says nothing of the others.
    return seen.length < all.length / 2 ? undefined : summary(seen).p50;
  };
  const { firstTokenMs, tokensPerSecond } = arms.slow.pace;
  const answerMs = firstTokenMs + (tokens(arms.slow.statements) * 1000) / tokensPerSecond;
  const least = (middle('slow', 'changed') ?? NaN) + answerMs - (middle('floor', 'answered') ?? NaN);
  return {
    title: 'What is done how long after the key press, p50 in ms',
    columns: ['arm', ...stepNames],
    rows: names.map(name => [arms[name].name, ...stepNames.map(step => middle(name, step) ?? '')]),
    notes: [
      'changed: the text, in the extension host. sent: the request. asked, first token, end: at the endpoint. received: the last bytes.',
      'called, answered: VS Code asks the provider, and has its answer. painted: the frame.',
      `Least possible with a first token at ${firstTokenMs} ms on this floor, if everything but the model took no time: floor + ${round(least)}.`,
    ],
  };
}

function ownTable(taken: Record<ArmName, Taken>): Table {
  const rows = (['fast', 'slow'] as const).flatMap(name => {
    const { toWire, toAnswer } = ownTimes(taken[name].marks);
    const row = (what: string, times: readonly number[], target: number): (string | number)[] => {
      const { n, p50, p95, max } = summary(times);
      return [
        `${arms[name].name}: ${what}`,
        n,
        p50,
        p95,
        max,
        `under ${target}: ${p50 < target ? 'met' : 'NOT MET'}`,
      ];
    };
    return [
      row('change of the text to request on the wire', toWire, 5),
      row('last delta to the answer to VS Code', toAnswer, 3),
    ];
  });
  return {
    title: 'Time in our own code, in ms',
    columns: ['what', 'n', 'p50', 'p95', 'max', 'target of p50'],
    rows,
    notes: [
      'Taken inside the extension host, at its sockets. When VS Code asks after the last delta, its question counts instead.',
    ],
  };
}
