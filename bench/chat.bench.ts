import { launchBrowser } from '../scripts/host/browser.mjs';
import { inRoot, root } from '../scripts/lib/paths.mjs';
import { mustRun } from '../scripts/lib/run.mjs';
import { costsBetween, growthOf } from './chat/costs';
import { markedAnswer } from './chat/markedAnswer';
import { memoryRun, type MemoryReading } from './chat/memoryRun';
import { streamRun, unitsPerToken, type StreamRun } from './chat/streamRun';
import { report, type Table } from './support/report';
import { slope } from './support/slope';
import { round } from './support/stats';

const answerLength = 200_000;
const codeBlocks = 50;
const conversations = 100;

/** p95 from delta to paint, and the longest task, at 1,000 tokens/s; the longest task at 20,000. In ms. */
const targets = { paint: 50, task: 50, fastTask: 200 };

/** By how much a delta may cost more in the last three tenths of an answer than in the first three. */
const growth = 1.25;
const compared = 3;

/** The chat's page in a browser: streams long answers at several rates, then opens many conversations. */
export async function run({ quick, write }: { quick: boolean; write: boolean }): Promise<void> {
  await mustRun(process.execPath, [inRoot('esbuild.config.mjs'), '--production'], { cwd: root });
  const browser = await launchBrowser();
  try {
    const marked = markedAnswer(
      quick ? answerLength / 10 : answerLength,
      quick ? codeBlocks / 10 : codeBlocks,
    );
    const runs: StreamRun[] = [];
    for (const rate of [1_000, 5_000, 20_000]) runs.push(await streamRun(browser, marked, rate));
    const readings = await memoryRun(browser, quick ? 20 : conversations);
    await report('chat', [smoothness(runs, marked.text.length), curve(runs), memory(readings)], write);
  } finally {
    await browser.close();
  }
}

function smoothness(runs: readonly StreamRun[], length: number): Table {
  const longest = ({ longTasks }: StreamRun): number => Math.max(0, ...longTasks);
  const at = (rate: number): StreamRun | undefined =>
    runs.find(({ tokensPerSecond }) => tokensPerSecond === rate);
  const [slow, fast] = [at(1_000), at(20_000)];
  const said = (met: boolean): string => (met ? 'met' : 'NOT MET');
  return {
    title: `An answer of ${Math.round(length / 1000)} KB with code blocks, streamed; ms`,
    columns: [
      'tokens/s',
      'deltas',
      'paint p50',
      'paint p95',
      'paint max',
      'tasks > 50',
      'longest task',
      'rest',
    ],
    rows: runs.map(run => [
      ...[run.tokensPerSecond, run.deltas, run.paint.p50, run.paint.p95, run.paint.max, run.longTasks.length],
      ...[round(longest(run)), Math.round(run.restMs)],
    ]),
    notes: [
      'paint: from the sending of a delta to the frame with its last whole word; rest: from the end of the answer to the end of all work.',
      `p95 under ${targets.paint} at 1,000: ${said((slow?.paint.p95 ?? Infinity) < targets.paint)}; no task over ${targets.task} at 1,000: ${said(slow !== undefined && longest(slow) <= targets.task)}; none over ${targets.fastTask} at 20,000: ${said(fast !== undefined && longest(fast) <= targets.fastTask)}.`,
      `A token is ${unitsPerToken} characters. Frames in which the end of the answer was out of view: ${runs.map(({ away }) => away).join(', ')}.`,
    ],
  };
}

function curve(runs: readonly StreamRun[]): Table {
  const ratios = runs.map(({ marks }) => growthOf(marks, compared));
  const known = ratios.filter(ratio => ratio !== undefined);
  const verdict =
    known.length < runs.length
      ? 'NOT TOLD, too few deltas'
      : Math.max(...known) <= growth
        ? 'met'
        : 'NOT MET';
  return {
    title: 'CPU time of the page for each delta, by tenths of the answer; ms',
    columns: ['tokens/s', ...Array.from({ length: 10 }, (_, n) => `${n + 1}`), 'slope', 'last : first'],
    rows: runs.map(({ tokensPerSecond, marks }, run) => {
      const costs = costsBetween(marks);
      const points = costs.flatMap((cost, tenth) => (cost === undefined ? [] : [[tenth, cost] as const]));
      return [
        ...[tokensPerSecond, ...costs.map(figure)],
        ...[figure(points.length > 1 ? slope(points) : undefined), figure(ratios[run])],
      ];
    }),
    notes: [
      `All tasks of the page's main thread: messages, parsing, layout, painting, highlighting, and the measurement (${runs.map(({ ownCost }) => round(ownCost)).join(', ')} ms a frame without anything new).`,
      `Slope: median over all pairs of tenths, ms for each tenth. A tenth in which no delta was counted is part of the next. Last three tenths to first three at most ${growth}: ${verdict}.`,
    ],
  };
}

const figure = (value: number | undefined): string | number => (value === undefined ? '–' : round(value));

function memory(readings: readonly MemoryReading[]): Table {
  const mb = (bytes: number): number => round(bytes / 2 ** 20);
  // The first reading is of a page that still warms up.
  const settled = readings.slice(1);
  const perHundred = slope(settled.map(({ conversations: n, heap }) => [n, heap])) * 100;
  const nodes = slope(settled.map(({ conversations: n, nodes: count }) => [n, count])) * 100;
  return {
    title: 'What the page holds after so many conversations were opened in turn, after collection',
    columns: ['conversations', 'heap, MB', 'DOM nodes', 'listeners'],
    rows: readings.map(({ conversations: n, heap, nodes: count, listeners }) => [
      n,
      mb(heap),
      count,
      listeners,
    ]),
    notes: [
      'Each has ten questions and answers of 10 KB with three code blocks.',
      settled.length < 2
        ? `Growth per 100 conversations: NOT TOLD, ${readings.length} readings are too few.`
        : `Growth per 100 conversations: ${mb(perHundred)} MB, ${Math.round(nodes)} nodes; under 1 MB: ${perHundred < 2 ** 20 ? 'met' : 'NOT MET'}.`,
    ],
  };
}
