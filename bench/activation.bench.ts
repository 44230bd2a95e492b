/**
 * How long VS Code waits for this extension when a window opens, and what its extension host holds with everything in use, beside
 * the same extension of another commit: both as they are published, in turns, in the extension host of a real VS Code.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { launchBrowser } from '../scripts/host/browser.mjs';
import { startServerHost, type ServerHost } from '../scripts/host/server.mjs';
import { until, VsCodePage } from '../scripts/host/vscodePage.mjs';
import { workbenchUrl } from '../scripts/host/workbenchUrl.mjs';
import { inRoot } from '../scripts/lib/paths.mjs';
import { report, type Table } from './support/report';
import { round, summary } from './support/stats';

/** Long enough for a window and everything in it on a busy machine, in ms. */
const patience = 120_000;

const activation = v.object({
  kind: v.literal('activation'),
  loadMs: v.number(),
  loadCpuMs: v.number(),
  allMs: v.number(),
  allCpuMs: v.number(),
});
const memory = v.object({ kind: v.literal('memory'), rss: v.number(), heapUsed: v.number() });
const finding = v.variant('kind', [
  activation,
  memory,
  v.object({ kind: v.literal('failed'), why: v.string() }),
]);

type Activation = v.InferOutput<typeof activation>;
type Memory = v.InferOutput<typeof memory>;

/** The extension of one commit, and what was seen of it. */
interface Arm {
  readonly name: string;
  /** Folder of its build. */
  readonly folder: string;
  readonly activations: Activation[];
  readonly memories: Memory[];
}

export async function run({
  quick,
  write,
  extension,
  against,
}: {
  quick: boolean;
  write: boolean;
  extension: string;
  against: { revision: string; extension: string } | undefined;
}): Promise<void> {
  const arm = (name: string, folder: string): Arm => ({ name, folder, activations: [], memories: [] });
  const arms = [
    ...(against ? [arm(against.revision, against.extension)] : []),
    arm('this', extension),
  ] as const;
  const windows = quick ? 2 : 15;
  const browser = await launchBrowser();
  const place = await mkdtemp(path.join(tmpdir(), 'codex-spark-activation-'));
  let version = '';
  try {
    for (const one of arms) await standIn(one.folder);
    for (const use of ['nothing', 'everything'] as const) {
      const hosts = [];
      try {
        for (const one of arms) {
          const file = path.join(place, `${one.name}-${use}.jsonl`);
          await writeFile(file, '');
          const host = await startServerHost({
            label: `bench-activation-${hosts.length}`,
            extension: one.folder,
            settings: { 'codexSpark.find.onStart': false, 'chat.disableAIFeatures': false },
            env: { ...process.env, BENCH_ACTIVATION_FILE: file, BENCH_ACTIVATION_USE: use },
          });
          ({ version } = host);
          hosts.push({ one, host, file });
        }
        const times = use === 'nothing' ? windows : quick ? 1 : 3;
        for (let time = 0; time < times; time++) {
          // Who comes first gains or loses by it.
          for (const each of time % 2 === 0 ? hosts : hosts.toReversed())
            await inWindow(browser, each, use === 'nothing' ? 1 : 2, place);
        }
      } finally {
        for (const { host } of hosts) await host.stop();
      }
    }
  } finally {
    await browser.close();
    await rm(place, { recursive: true, force: true });
  }
  await report('activation', tablesOf(arms, version), write && against !== undefined);
}

/** Puts the measuring entry before the real one. */
async function standIn(folder: string): Promise<void> {
  await cp(inRoot('bench', 'activation', 'measured.cjs'), path.join(folder, 'measured.cjs'));
  const manifest = path.join(folder, 'package.json');
  const read = v.parse(v.looseObject({}), JSON.parse(await readFile(manifest, 'utf8')));
  await writeFile(manifest, JSON.stringify({ ...read, main: './measured.cjs' }));
}

/** Opens a window, waits for as many findings as one gives, and closes it. */
async function inWindow(
  browser: Browser,
  { one, host, file }: { one: Arm; host: ServerHost; file: string },
  count: number,
  place: string,
): Promise<void> {
  const folder = await mkdtemp(path.join(place, 'workspace-'));
  await cp(inRoot('samples', 'workspace'), folder, { recursive: true });
  const before = (await findings(file)).length;
  const window = await VsCodePage.open(browser, workbenchUrl(host, { folder }));
  try {
    const found = await until(
      async () => (await findings(file)).slice(before),
      all => all.length >= count,
      patience,
      all => `${one.name} told ${JSON.stringify(all)}`,
    );
    for (const each of found) {
      if (each.kind === 'failed') throw new Error(`${one.name}: ${each.why}`);
      if (each.kind === 'memory') one.memories.push(each);
      // Where everything is used nothing else is measured.
      else if (count === 1) one.activations.push(each);
    }
  } finally {
    await window.close();
  }
}

async function findings(file: string): Promise<v.InferOutput<typeof finding>[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '');
  return lines.map(line => v.parse(finding, JSON.parse(line)));
}

function tablesOf(arms: readonly Arm[], version: string): readonly Table[] {
  const [base] = arms;
  const p50 = (values: readonly number[]): number => summary(values).p50;
  const ratio = (arm: Arm, of: (arm: Arm) => readonly number[]): string | number =>
    base && arm !== base ? round(p50(of(arm)) / p50(of(base))) : '';
  const cpu = (arm: Arm): number[] => arm.activations.map(({ allCpuMs }) => allCpuMs);
  const wall = (arm: Arm): number[] => arm.activations.map(({ allMs }) => allMs);
  const heap = (arm: Arm): number[] => arm.memories.map(({ heapUsed }) => heapUsed / 2 ** 20);
  const rss = (arm: Arm): number[] => arm.memories.map(({ rss: bytes }) => bytes / 2 ** 20);
  return [
    {
      title: `Activation in VS Code ${version}: code loaded and activate() run, ms, p50`,
      columns: ['extension', 'windows', 'CPU', 'CPU to load', 'CPU ratio', 'wall', 'wall ratio'],
      rows: arms.map(arm => [
        ...[arm.name, arm.activations.length, p50(cpu(arm))],
        p50(arm.activations.map(({ loadCpuMs }) => loadCpuMs)),
        ...[ratio(arm, cpu), p50(wall(arm)), ratio(arm, wall)],
      ]),
      notes: ['CPU is that of the whole extension host meanwhile. Target: CPU ratio at most 0.5.'],
    },
    {
      title: 'The extension host with everything in use, MiB after collecting garbage, p50',
      columns: ['extension', 'windows', 'heap', 'heap ratio', 'resident', 'resident ratio'],
      rows: arms.map(arm => [
        ...[arm.name, arm.memories.length, p50(heap(arm)), ratio(arm, heap)],
        ...[p50(rss(arm)), ratio(arm, rss)],
      ]),
      notes: [
        'Suggestions, next edits, a rewrite, the chat and the session view were used. Target: resident ratio at most 1.1.',
      ],
    },
  ];
}
