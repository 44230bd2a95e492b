/**
 * Types 10,000 keys into the middle of a file of 30,000 lines, in a real VS Code: how late the event loop of the
 * extension host is with suggestions and without, and whether memory grows. See docs/benchmarks.md.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { openEditor, type BenchEditor } from './support/editor';
import { startEndpoint } from './support/endpoint';
import { continuation, statements } from './support/knownText';
import { hash } from './support/random';
import { report, type Table } from './support/report';
import { slope, type Point } from './support/slope';
import { round, summary } from './support/stats';
import { Typist } from './support/typist';

const fileLines = 30_000;

/** Keys between two readings. */
const perBlock = 500;

/**
 * What is typed: without suggestions before, between and after, so that a drift of the machine is in both, and so that
 * what the second half leaves behind is seen apart from what is only loaded and compiled once.
 */
const plan = [
  { ours: false, blocks: 3 },
  { ours: true, blocks: 10 },
  { ours: false, blocks: 2 },
  { ours: true, blocks: 10 },
  { ours: false, blocks: 3 },
] as const;

/** Keys come in bursts, as fast as the browser takes them; then VS Code may ask. */
const burst = { keys: 24, pauseMs: 90 };

/** What may be left of the second 5,000 keys with suggestions once they are off, in MB: the noise of a heap and the typed text. */
const keptLimit = 1;

const delays = v.object({ n: v.number(), p50: v.number(), p99: v.number(), max: v.number() });
const heap = v.object({ used: v.number() });
const cpu = v.object({ user: v.number(), system: v.number() });

/** The readings of one block. */
interface Block {
  readonly ours: boolean;
  readonly delays: v.InferOutput<typeof delays>;
  /** Bytes of the heap after its collection, at the end of the block. */
  readonly heap: number;
  /** Time on a processor per key, in ms, of the whole extension host. */
  readonly cpuPerKey: number;
  readonly keysPerSecond: number;
}

export async function run({ write, quick }: { write: boolean; quick: boolean }): Promise<void> {
  const lines = sourceLines();
  // Behind a line with an indentation of four.
  const middle = Math.floor(lines.length / 2) + 3;
  // More than enough; each has at least 30 characters.
  const typing = statements(100_000, 600);
  const known = [...lines.slice(middle - 8, middle), ...typing].join('\n');
  const endpoint = await startEndpoint({
    pace: { firstTokenMs: 80, tokensPerSecond: 1000 },
    answer({ prefix }) {
      const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
      // Two of three answers are wrong, so that there are several requests in each line.
      return hash(line) % 3 === 0 ? continuation(known, prefix, 2) : 'quit(table);';
    },
  });
  const settings = { ...endpoint.settings, 'codexSpark.inline.enabled': false };
  try {
    const editor = await openEditor('bigfile', { 'big.c': lines.join('\n') }, endpoint.port, settings);
    try {
      await editor.vscode.openFile('big.c');
      await editor.vscode.goTo(middle);
      const typist = new Typist(editor.vscode, typing, burst);
      // Not counted: everything is compiled and loaded by then.
      await editor.configure({ 'codexSpark.inline.enabled': true });
      await typist.type(quick ? 50 : perBlock);
      const blocks: Block[] = [];
      for (const { ours, blocks: count } of plan) {
        await editor.configure({ 'codexSpark.inline.enabled': ours });
        for (let n = 0; n < (quick ? 2 : count); n++) {
          blocks.push({ ours, ...(await measure(editor, typist, quick ? 100 : perBlock)) });
        }
      }
      await saveAndCompare(
        editor,
        [lines.slice(0, middle).join('\n') + typist.typed, ...lines.slice(middle)].join('\n'),
      );
      const answers = endpoint.answers;
      await report('bigfile', tables(blocks, editor.version, answers, quick ? 100 : perBlock), write);
    } finally {
      await editor.close();
    }
  } finally {
    await endpoint.stop();
  }
}

/** @throws when the file, once saved, does not hold this text: a key was lost */
async function saveAndCompare({ vscode, folder }: BenchEditor, wanted: string): Promise<void> {
  await vscode.press('Escape');
  // On a busy machine a megabyte takes a while.
  for (let tries = 1; ; tries++) {
    try {
      await vscode.save();
      break;
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
  const text = await readFile(path.join(folder, 'big.c'), 'utf8');
  if (text !== wanted) throw new Error('the saved file does not hold exactly what was typed');
}

async function measure({ probe }: BenchEditor, typist: Typist, keys: number): Promise<Omit<Block, 'ours'>> {
  const before = v.parse(cpu, await probe('cpu'));
  await probe('loopStart');
  const startedAt = performance.now();
  await typist.type(keys);
  const seconds = (performance.now() - startedAt) / 1000;
  const late = v.parse(delays, await probe('loopStop'));
  const after = v.parse(cpu, await probe('cpu'));
  // The probe's own list is not to be taken for a growth.
  await probe('marks');
  const { used } = v.parse(heap, await probe('heap'));
  const busy = after.user + after.system - before.user - before.system;
  return { delays: late, heap: used, cpuPerKey: busy / 1000 / keys, keysPerSecond: keys / seconds };
}

function tables(blocks: readonly Block[], version: string, answers: number, perBlock: number): Table[] {
  const of = (ours: boolean): Block[] => blocks.filter(block => block.ours === ours);
  const median = (some: readonly Block[], value: (block: Block) => number): number =>
    summary(some.map(value)).p50;
  const most = (some: readonly Block[], value: (block: Block) => number): number =>
    summary(some.map(value)).max;
  const [on, off] = [of(true), of(false)];
  const row = (name: string, some: readonly Block[]): (string | number)[] => [
    name,
    some.length * perBlock,
    median(some, ({ keysPerSecond }) => keysPerSecond),
    median(some, ({ delays: { p50 } }) => p50),
    median(some, ({ delays: { p99 } }) => p99),
    most(some, ({ delays: { p99 } }) => p99),
    most(some, ({ delays: { max } }) => max),
    median(some, ({ cpuPerKey }) => cpuPerKey),
  ];
  const caused = round(median(on, ({ delays: { p99 } }) => p99) - median(off, ({ delays: { p99 } }) => p99));
  const parts = runs(blocks);
  const mb = (bytes: number | undefined): number => round((bytes ?? NaN) / 2 ** 20);
  const [first, second, third] = parts
    .filter(([block]) => block?.ours === false)
    .map(part => mb(part.at(-1)?.heap));
  const kept = [round((second ?? NaN) - (first ?? NaN)), round((third ?? NaN) - (second ?? NaN))] as const;
  return [
    {
      title: `Event loop of the extension host while typing into ${fileLines} lines, lateness in ms`,
      columns: ['suggestions', 'keys', 'keys/s', 'p50', 'p99', 'p99 of worst block', 'max', 'CPU ms per key'],
      rows: [row('on', on), row('off', off)],
      notes: [
        `Caused by us: p99 ${caused} ms later than without; under 10: ${caused < 10 ? 'met' : 'NOT MET'}.`,
        `VS Code ${version}; real key presses in bursts, ${perBlock} keys a block; p50, p99 and CPU are the median of the blocks.`,
        `The off arm is typed before, between and after the halves of the other. ${answers} answers were asked for. The saved file held exactly what was typed.`,
      ],
    },
    {
      title: 'Heap of the extension host after its collection, in MB',
      columns: ['suggestions', 'at the first block', 'at the last block', 'growth per 10,000 keys'],
      rows: parts.map(part => {
        const points = part.map(({ heap: used }, n): Point => [n * perBlock, used]);
        const name = part[0]?.ours ? 'on' : 'off';
        return [name, mb(part[0]?.heap), mb(part.at(-1)?.heap), mb(slope(points) * 10_000)];
      }),
      notes: [
        `Kept when suggestions are off again: ${kept[0]} after the first half; ${kept[1]} more after the second, under ${keptLimit}: ${kept[1] < keptLimit ? 'met' : 'NOT MET'}. The typed text is part of it.`,
        'While they are on, known answers fill a cache with bounds of its own (src/completion/answers/answerCache.ts).',
        'Growth is the median slope of all pairs of readings of one part.',
      ],
    },
  ];
}

/** Neighbouring blocks with or without suggestions, in the order in which they were typed. */
function runs(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last?.[0]?.ours === block.ours) last.push(block);
    else parts.push([block]);
  }
  return parts;
}

/** C of a kind that no language service reads; functions of ten lines. */
function sourceLines(): readonly string[] {
  const perFunction = 10;
  return Array.from({ length: fileLines / perFunction }, (_, n) => [
    `static int row_${n}(const struct table *table, int index)`,
    '{',
    `    int total = ${n};`,
    '    for (int at = 0; at < index; at++) {',
    '        total += table->rows[at].amount;',
    `        total -= table->rows[at].discount_${n};`,
    '    }',
    `    return total * rate_${n};`,
    '}',
    '',
  ]).flat();
}
