/** The long fuzz: what `test/conformance/fuzz.test.ts` does, ten times over, with the memory watched. */
import { setTimeout as sleep } from 'node:timers/promises';
import { attack, type Assault } from '../../test/support/fuzz/assault';
import { Bystander } from '../../test/support/fuzz/bystander';
import { configFault, hostileConfig } from '../../test/support/fuzz/configs';
import { Dice } from '../../test/support/fuzz/dice';
import { Dribblers } from '../../test/support/fuzz/dribblers';
import { hostileReloads } from '../../test/support/fuzz/reloads';
import { holdingsOf } from '../soak/holdings';
import { startGateway } from '../support/gateway';
import { report, type Table } from '../support/report';
import { round, summary } from '../support/stats';

const answer = 'Still here, and every word of it.';

/** Parts the fuzz is sent in; the memory is read between them. */
const parts = 10;

/** Connections that send a byte now and then all the time, and never get done. */
const slowSenders = 300;

/** Hostile files of upstreams that a running gateway is told to read. */
const hostileFiles = 300;

/** Heap that may be left over at the end, in bytes. */
const allowedGrowth = 16 * 1024 * 1024;

interface FuzzOptions {
  /** Path of the gateway's script. */
  readonly gateway: string;
  readonly count: number;
  readonly seed: string;
  readonly write: boolean;
}

/** What did not hold of files of upstreams: read by themselves, and by a gateway that serves meanwhile. */
async function configFaults(script: string, count: number, seed: string): Promise<readonly string[]> {
  const dice = new Dice(`${seed} files of upstreams`);
  const faults = Array.from({ length: count }, () => configFault(hostileConfig(dice)));
  return [...faults.flatMap(fault => fault ?? []), ...(await hostileReloads(dice, hostileFiles, script))];
}

/** Resolves to whether everything held. */
export async function run({ gateway: script, count, seed, write }: FuzzOptions): Promise<boolean> {
  const gateway = await startGateway(
    script,
    answer,
    ['--max-lanes', '4'],
    ['--expose-gc', '--import', new URL('../../bench/soak/gatewayProbe.mjs', import.meta.url).href],
  );
  const faultLines: string[] = [];
  gateway.onLog(line => void (line.includes('Z error ') && faultLines.push(line)));
  try {
    const bystander = await Bystander.start(gateway, answer);
    const assaults: Assault[] = [];
    const memory: (string | number)[][] = [];
    const look = async (done: number): Promise<number> => {
      const { heapUsed, rss } = await holdingsOf(gateway.process);
      memory.push([done, megabytes(heapUsed), megabytes(rss)]);
      return heapUsed;
    };
    // Code is compiled and caches are filled before the first look.
    await attack(gateway, `${seed} settle`, amounts(2_000));
    const before = await look(0);
    const dribblers = new Dribblers(gateway, slowSenders);
    const startedAt = performance.now();
    for (let part = 1; part <= parts; part++) {
      assaults.push(await attack(gateway, `${seed} ${part}`, amounts(Math.ceil(count / parts))));
      await look(assaults.reduce((sum, { total }) => sum + total, 0));
      console.log(`${part} of ${parts}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
    }
    dribblers.stop();
    await bystander.stop();
    // Sockets that were left half-closed are ended by the gateway's own time-outs.
    await sleep(2000);
    const growth = (await look(assaults.reduce((sum, { total }) => sum + total, 0))) - before;
    const files = Math.ceil(count / 10);
    const fileFaults = await configFaults(script, files, seed);
    const faults = [
      ...assaults.flatMap(({ faults: some }) => some),
      ...bystander.faults,
      ...faultLines,
      ...fileFaults,
    ];
    if (gateway.process.exitCode !== null) faults.push(`the gateway ended with ${gateway.process.exitCode}`);
    if (growth > allowedGrowth) faults.push(`the heap grew by ${megabytes(growth)} MB`);
    await report(
      'fuzz',
      tables(assaults, bystander, memory, faults, seed, files),
      write && faults.length === 0,
    );
    for (const fault of faults.slice(0, 20)) console.log(`fault: ${fault}`);
    console.log(faults.length === 0 ? '\nPASSED' : '\nFAILED');
    return faults.length === 0;
  } finally {
    await gateway.stop();
  }
}

/** Three of four are text frames, the others need a connection each. */
function amounts(count: number) {
  const wires = Math.round(count / 8);
  return { frames: count - 2 * wires, wires, requests: wires };
}

function tables(
  assaults: readonly Assault[],
  bystander: Bystander,
  memory: readonly (readonly (string | number)[])[],
  faults: readonly string[],
  seed: string,
  files: number,
): Table[] {
  const sent = new Map<string, number>();
  for (const assault of assaults) {
    for (const [kind, some] of assault.sent) sent.set(kind, (sent.get(kind) ?? 0) + some);
  }
  const total = [...sent.values()].reduce((sum, some) => sum + some, 0);
  const { n, p50, p95, max } = summary(bystander.turns);
  return [
    {
      title: `${total} hostile frames and requests (seed "${seed}"), and an honest client beside them`,
      columns: ['', 'value'],
      rows: [
        ['breaches of what has to hold', faults.length],
        ['hostile files of upstreams that were read besides', files],
        ['files of this kind, read by a gateway that goes on serving', hostileFiles],
        ['turns of the honest client, over one socket', n],
        ['of them wrong or out of order', bystander.faults.length],
        ['their time p50, ms', p50],
        ['p95', p95],
        ['max', max],
      ],
      notes: [
        `Beside all that ${slowSenders} connections send a byte every 200 ms, of a head, a body or a frame that never ends.`,
        'What has to hold: no crash and no fault of the gateway; every text frame is answered and none closes its socket; every breach of framing is closed with its code; no wrong token, foreign origin or foreign host succeeds; no smuggled request is answered; memory is as before.',
      ],
    },
    {
      title: 'Memory of the gateway, in MB, after a collection',
      columns: ['sent', 'heap', 'resident size'],
      rows: memory,
      notes: [],
    },
    { title: 'What was sent', columns: ['kind', 'times'], rows: [...sent].sort(), notes: [] },
  ];
}

function megabytes(bytes: number): number {
  return round(bytes / 1024 / 1024);
}
