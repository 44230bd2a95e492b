/**
 * How the work on the extension host's thread grows: a long conversation, a rewrite that is read token by token, an answer
 * with many edits. `--against REV` puts another state of the sources beside this one, in the same run.
 */
import { conversation, manyEdits, rewrite, type Parts } from './growth/arms';
import * as here from './growth/parts';
import { Steps, TooLong } from './growth/steps';
import { report, type Table } from './support/report';
import { round } from './support/stats';

/**
 * An older state is stopped at the next step after so long in one run, in ms, and larger sizes are not tried any more: its
 * total is then more than that.
 */
const cap = 30_000;

interface Kind {
  readonly title: string;
  readonly unit: string;
  readonly sizes: readonly number[];
  /** The whole, at the largest size, is to take at most so many times what it takes the older sources. */
  readonly share: number;
  readonly run: (parts: Parts, size: number, steps: Steps) => Promise<void> | void;
}

const kinds: readonly Kind[] = [
  {
    title: 'A stored conversation is opened, shown twice, and its messages are counted 500 times',
    unit: 'items',
    sizes: [2_500, 5_000, 10_000, 20_000],
    share: 0.02,
    run: conversation,
  },
  {
    title: 'A rewrite is read token by token',
    unit: 'lines',
    sizes: [2_500, 5_000, 10_000, 20_000],
    share: 0.02,
    run: rewrite,
  },
  {
    title: 'An answer with many edits of one file is read token by token',
    unit: 'edits',
    sizes: [75, 150, 300],
    share: 0.05,
    run: (parts, edits, steps) => manyEdits(parts, 1, edits, steps),
  },
  {
    title: 'An answer with many edits of 20 files is read token by token',
    unit: 'edits',
    sizes: [80, 160, 300],
    share: 0.05,
    run: (parts, edits, steps) => manyEdits(parts, 20, edits / 20, steps),
  },
];

/** How often this state is measured; an older one once. */
const rounds = 15;

export async function run({
  write,
  quick,
  against,
}: {
  readonly write: boolean;
  readonly quick: boolean;
  readonly against?: { readonly revision: string; readonly module: Parts };
}): Promise<void> {
  const tables: Table[] = [];
  for (const kind of kinds) tables.push(await table(kind, quick, against));
  await report('growth', tables, write);
}

async function table(
  { title, unit, sizes, share, run }: Kind,
  quick: boolean,
  against: { readonly revision: string; readonly module: Parts } | undefined,
): Promise<Table> {
  const measured = quick ? sizes.slice(0, 2) : sizes;
  await measure(here, Math.min(...sizes), run, 3);
  const rows: (string | number)[][] = [];
  let least = 0;
  for (const size of measured) {
    const ours = await measure(here, size, run, rounds);
    const row = [size, round(ours.total), round(ours.longest)];
    if (!against) {
      rows.push(row);
      continue;
    }
    const older = least > cap ? undefined : await measure(against.module, size, run, 1);
    const isWhole = older?.isWhole ?? false;
    least = Math.max(least, older?.total ?? 0);
    const figures = [`${isWhole ? '' : '> '}${round(least)}`, older ? round(older.longest) : 'not run'];
    rows.push([...row, ...figures, `${isWhole ? '' : '< '}${(ours.total / least).toFixed(4)}`]);
  }
  return {
    title: `${title}, in ms`,
    columns: [
      unit,
      'total',
      'longest step',
      ...(against ? [against.revision, 'its longest step', 'ratio'] : []),
    ],
    rows,
    notes: [
      `Each step at its quickest in ${rounds} runs, to leave out other work of the machine; the total is their sum.`,
      ...(against
        ? [
            `${against.revision}: the sources of that commit in the same run, once, stopped after ${cap / 1000} s (">": at least so long).`,
            `Ratio: of the totals. Targets for the largest: at most ${share}, and no step longer than 8 ms.`,
          ]
        : ['Target for the largest: no step longer than 8 ms.']),
    ],
  };
}

interface Measured {
  readonly total: number;
  readonly longest: number;
  /** False when it was stopped. */
  readonly isWhole: boolean;
}

async function measure(parts: Parts, size: number, run: Kind['run'], times: number): Promise<Measured> {
  let best: number[] | undefined;
  let isWhole = true;
  for (let n = 0; n < times; n++) {
    const steps = new Steps(cap);
    try {
      await run(parts, size, steps);
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      isWhole = false;
    }
    const took = steps.took;
    best = best ? best.map((ms, at) => Math.min(ms, took[at] ?? ms)) : took;
  }
  const all = best ?? [];
  return {
    total: all.reduce((sum, ms) => sum + ms, 0),
    longest: all.reduce((most, ms) => Math.max(most, ms), 0),
    isWhole,
  };
}
