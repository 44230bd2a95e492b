/**
 * What the diff of a streamed rewrite costs the extension host, beside jsdiff; and how its hunks compare with the
 * smallest ones on what real commits made of real files.
 */
import { diffLines } from 'diff';
import { hunksOf } from '../src/diff/hunks';
import { splitLines } from '../src/diff/lines';
import { finish } from '../src/diff/review/finish';
import { paint } from '../src/diff/review/paint';
import { shownText, startReview } from '../src/diff/review/review';
import { StreamingDiff } from '../src/diff/streamingDiff';
import { filePairs, type FilePair } from './diff/pairs';
import { rewritings, type Rewriting } from './diff/rewrites';
import { report, type Table } from './support/report';
import { round, summary } from './support/stats';
import { rejectedText } from '../test/support/diff/rejectedText';

const sizes = [200, 1000, 3000, 10_000];
/** Lines that come together in one frame at 2000 tokens/s. */
const linesPerStep = 4;
const rounds = 9;
/** jsdiff is stopped after so long, in ms; the table then says how far it came. */
const cap = 3000;

export async function run({ write }: { write: boolean }): Promise<void> {
  const pairs = filePairs(200);
  await report('diff', [streamingTable(), smallestTable(pairs)], write);
}

function streamingTable(): Table {
  for (let warm = 0; warm < 20; warm++) for (const each of rewritings(1000)) streamed(each);
  const rows = sizes.flatMap(size =>
    rewritings(size).map(each => {
      const runs = Array.from({ length: rounds }, () => streamed(each));
      const totals = summary(runs.map(({ steps }) => steps.reduce((sum, took) => sum + took, 0)));
      const own = runs[0]?.steps.map((_, at) => Math.min(...runs.map(({ steps }) => steps[at] ?? 0))) ?? [];
      return [
        size,
        each.kind,
        totals.p50,
        round(own.reduce((sum, took) => sum + took, 0)),
        round(Math.max(...own)),
        round(Math.max(...runs.flatMap(({ steps }) => steps))),
        round(own.at(-1) ?? 0),
        runs[0]?.painted ?? 0,
        onEveryLine(each),
        onceAtTheEnd(each),
      ];
    }),
  );
  return {
    title: `A rewrite streamed in, ${linesPerStep} lines a step, in ms`,
    columns: [
      'lines',
      'rewrite',
      'total',
      'total, undisturbed',
      'longest step',
      'disturbed',
      'final hunks',
      'lines written',
      'jsdiff every line',
      'jsdiff at the end',
    ],
    rows,
    notes: [
      `Total: the time the extension host is blocked from the first line to the final hunks, median of ${rounds} runs.`,
      `Undisturbed, and longest step: each step at its quickest in ${rounds} runs, to leave out other work of the machine;`,
      'disturbed: the longest step of all runs as it came, with what else the machine did in between.',
      'Lines written: inserted into or removed from the document while it streamed.',
      `jsdiff: diffLines, stopped after ${cap} ms (">" and the line it had come to; at the end: gave up).`,
      'Targets: full rewrite of 3000 lines under 150 ms in total, no step over 8 ms.',
    ],
  };
}

interface Streamed {
  /** How long each step took, in ms; the last one makes the final hunks. */
  readonly steps: readonly number[];
  readonly painted: number;
}

/** Streams a rewrite as the editor does, and checks both outcomes. */
function streamed({ original, rewritten }: Rewriting): Streamed {
  const lines = splitLines(rewritten);
  const steps: number[] = [];
  let painted = 0;
  const timed = <T>(work: () => T): T => {
    const begin = performance.now();
    const result = work();
    steps.push(performance.now() - begin);
    return result;
  };
  let review = startReview(0, original);
  const diff = timed(() => new StreamingDiff(splitLines(original)));
  const step = (work: () => ReturnType<StreamingDiff['push']>): void => {
    review = timed(() => {
      const ops = work();
      for (const op of ops) if (op.kind !== 'keep') painted += op.lines.length;
      return paint(review, ops).review;
    });
  };
  for (let at = 0; at < lines.length; at += linesPerStep) {
    step(() => diff.push(lines.slice(at, at + linesPerStep)));
  }
  step(() => diff.end());
  const done = timed(() => finish(review));
  if (shownText(done) !== rewritten || rejectedText(done) !== original)
    throw new Error('The outcomes are wrong.');
  return { steps, painted };
}

function onEveryLine({ original, rewritten }: Rewriting): string | number {
  const lines = splitLines(rewritten);
  const begin = performance.now();
  let sofar = '';
  for (const [at, line] of lines.entries()) {
    sofar += line;
    const left = cap - (performance.now() - begin);
    if (left <= 0 || !diffLines(original, sofar, { timeout: left })) return `> ${cap} (line ${at + 1})`;
  }
  return round(performance.now() - begin);
}

function onceAtTheEnd({ original, rewritten }: Rewriting): string | number {
  const begin = performance.now();
  return diffLines(original, rewritten, { timeout: cap }) ? round(performance.now() - begin) : `> ${cap}`;
}

function smallestTable(pairs: readonly FilePair[]): Table {
  let [ours, theirs, oursMs, theirsMs, worse, gaveUp] = [0, 0, 0, 0, 0, 0];
  let [shares, longest]: [number[], number] = [[], 0];
  for (const { before, after } of pairs) {
    const [old, now] = [splitLines(before), splitLines(after)];
    const begin = performance.now();
    const hunks = hunksOf(old, now);
    const middle = performance.now();
    const smallest = diffLines(before, after, { timeout: 10_000 });
    theirsMs += performance.now() - middle;
    oursMs += middle - begin;
    longest = Math.max(longest, middle - begin);
    const own = hunks.reduce((sum, h) => sum + h.oldEnd - h.oldStart + h.newEnd - h.newStart, 0);
    if (!smallest) {
      gaveUp++;
      continue;
    }
    const other = smallest.reduce((sum, part) => sum + (part.added || part.removed ? part.count : 0), 0);
    ours += own;
    theirs += other;
    if (own > other) worse++;
    shares = [...shares, other === 0 ? 0 : (own / other - 1) * 100];
  }
  const lines = summary(pairs.map(({ after }) => splitLines(after).length));
  return {
    title: `Final hunks on ${pairs.length} files in two versions of 14 npm packages`,
    columns: ['', 'changed lines', 'ms in total', 'longest, ms', 'files with more', 'gave up'],
    rows: [
      ['ours', ours, round(oursMs), round(longest), worse, 0],
      ['jsdiff (smallest)', theirs, round(theirsMs), '', '', gaveUp],
    ],
    notes: [
      `Files of ${lines.p50} lines (median), ${lines.max} (longest).`,
      `More changed lines than the smallest diff: ${round((ours / theirs - 1) * 100)} % in total, ${summary(shares).max} % at worst.`,
      'Target: no more than 5 %.',
    ],
  };
}
