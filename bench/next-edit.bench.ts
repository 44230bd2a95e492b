/**
 * The next edit, predicted without a model: what is offered at the end of recorded sessions (`--cases DIR`), and how much
 * of what people changed alike from one version of a package to the next is found once the first change is made.
 *
 * `--fit` fits the confidence anew on the packages for tuning, and writes src/nextEdit/predict/calibration.ts.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { featureNames } from '../src/nextEdit/predict/features';
import { playSession, readSessions } from './next-edit/cases';
import { changesOfPair } from './next-edit/alike';
import { fitForest, type Sample } from './next-edit/forest';
import { samplesOf } from './next-edit/samples';
import { heldOut, tuning, versionPairs } from './next-edit/versions';
import { walkGroup, walkSingle, type Walk } from './next-edit/walk';
import { report, type Table } from './support/report';

/** Where the cases are looked for without `--cases`. */
const variable = 'CODEX_SPARK_NEXT_EDIT_CASES';

/** What was offered in all, and how it was. */
interface Total {
  offered: number;
  right: number;
  bad: number;
}

export async function run({
  args,
  write,
  quick,
}: {
  args: string[];
  write: boolean;
  quick: boolean;
}): Promise<void> {
  if (args.includes('--fit')) return fit();
  const at = args.indexOf('--cases');
  const folder = at >= 0 ? args[at + 1] : process.env[variable];
  const total = folder !== undefined && existsSync(folder) ? await cases(folder) : undefined;
  if (!total) {
    console.log(
      folder === undefined
        ? `Cases: skipped, neither --cases DIR nor ${variable} is set`
        : `Cases: skipped, there is no folder ${folder}`,
    );
  }
  const versions =
    at >= 0 && total ? undefined : await versionTables(quick, args.includes('--tuning'), write);
  const { offered, right, bad } = total ?? versions ?? { offered: 0, right: 0, bad: 0 };
  console.log(`${offered} offered, ${right} right, ${bad} bad`);
}

async function cases(folder: string): Promise<Total> {
  const total = { offered: 0, right: 0, bad: 0 };
  for (const session of readSessions(folder)) {
    const { name, offered } = await playSession(session);
    console.log(`${name}: ${offered.length === 0 ? 'nothing offered' : ''}`);
    for (const { edit, verdict, shown } of offered) {
      console.log(`  ${verdict}, ${edit.kind} ${edit.confidence.toFixed(2)}, ${shown}`);
      total.offered++;
      if (verdict === 'right') total.right++;
      if (verdict === 'bad') total.bad++;
    }
  }
  return total;
}

async function versionTables(quick: boolean, isTuning: boolean, write: boolean): Promise<Total> {
  const rows: (string | number)[][] = [];
  const all: Walk[] = [];
  const alone: Walk[] = [];
  for (const pinned of isTuning ? tuning : heldOut) {
    const walks: Walk[] = [];
    for (const pair of versionPairs(pinned)) {
      const { groups, singles } = changesOfPair(pair.before.split('\n'), pair.after.split('\n'));
      for (const group of groups.slice(0, quick ? 1 : 20)) walks.push(await walkGroup(pair, group));
      const step = Math.ceil(singles.length / (quick ? 1 : 10));
      for (const single of singles.filter((_, n) => n % step === 0))
        alone.push(await walkSingle(pair, single));
    }
    all.push(...walks);
    rows.push([pinned.join(' '), ...figures(walks)]);
  }
  const names = isTuning ? 'packages for tuning' : 'packages that tuning never saw';
  const table: Table = {
    title: `Changes that come three times or more in a file: the first is made, the others are to be found (${names})`,
    columns: ['package', 'groups', 'places', 'found', '%', 'offered', 'right', '%'],
    rows: [...rows, ['all', ...figures(all)], ['changes that come alone', ...figures(alone)]],
    notes: [
      'Places: those not made by hand. Where nothing right is offered after the first change, the second is made too.',
      'Right: what the later version has there, or a part of it. Offers are taken while right; two wrong ones in a row end it.',
    ],
  };
  const offers = [...all, ...alone].flatMap(walk => walk.offered);
  await report('next-edit', [table, calibrationTable(offers)], write && !isTuning);
  const offered = all.flatMap(walk => walk.offered);
  return {
    offered: offered.length,
    right: offered.filter(each => each.isRight).length,
    bad: offered.filter(each => !each.isRight).length,
  };
}

function figures(walks: readonly Walk[]): (string | number)[] {
  const sum = (of: (walk: Walk) => number): number => walks.reduce((total, walk) => total + of(walk), 0);
  const [places, found] = [sum(walk => walk.further), sum(walk => walk.found)];
  const [offered, right] = [
    sum(walk => walk.offered.length),
    sum(walk => walk.offered.filter(each => each.isRight).length),
  ];
  return [walks.length, places, found, percent(found, places), offered, right, percent(right, offered)];
}

function calibrationTable(offers: Walk['offered']): Table {
  const bounds = [0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const rows = bounds.slice(0, -1).map((low, n) => {
    const high = bounds[n + 1] ?? 1;
    const within = offers.filter(
      ({ edit }) => edit.confidence >= low && (edit.confidence < high || high === 1),
    );
    const said = within.reduce((sum, { edit }) => sum + edit.confidence, 0) / Math.max(1, within.length);
    const right = within.filter(each => each.isRight).length;
    return [
      `${low} to ${high}`,
      within.length,
      said.toFixed(2),
      (right / Math.max(1, within.length)).toFixed(2),
    ];
  });
  return {
    title: 'Confidence of what was offered, and how much of it was right',
    columns: ['confidence', 'offered', 'said', 'right'],
    rows,
    notes: ['Groups and changes that come alone together.'],
  };
}

async function fit(): Promise<void> {
  const samples: Sample[] = [];
  for (const pinned of tuning) {
    for (const pair of versionPairs(pinned)) samples.push(...(await samplesOf(pair)));
  }
  const forest = fitForest(samples, featureNames);
  const file = 'src/nextEdit/predict/calibration.ts';
  const source = [
    "import type { Forest } from './forest';",
    '',
    '/** Written by `npm run bench -- next-edit --fit`. */',
    `export const calibration: Forest = ${JSON.stringify(forest)};`,
  ].join('\n');
  writeFileSync(file, await format(source, { ...(await resolveConfig(file)), filepath: file }));
  console.log(
    `${samples.length} samples, ${samples.filter(sample => sample.isRight).length} right; written to ${file}`,
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(0);
}
