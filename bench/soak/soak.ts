/**
 * The soak: one session and one gateway process under constant load and constant cancels. Afterwards nothing may
 * have grown, and nothing may be left: no timer, listener, socket or other resource of either process.
 */
import { getEventListeners } from 'node:events';
import { setImmediate as turnOfTheLoop, setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/common/systemClock';
import { createSession } from '../../src/session/createSession';
import type { EndpointProfile } from '../../src/session/profile';
import { webSocketOpener } from '../../src/session/connection/wsSocket';
import { startGateway, type BenchGateway } from '../support/gateway';
import { report, type Table } from '../support/report';
import { round } from '../support/stats';
import { answer } from './answer';
import { growth, holdingsOf, leftOver, ownHoldings, type Holdings } from './holdings';
import { chatLane, editLane, inlineLane, newTally, type Tally } from './lanes';
import { CountingClock, SocketLedger } from './ledger';
import { silentLog } from '../../src/common/log';

/** Growth allowed between the beginning and the end, in bytes. */
const allowedGrowth = 20 * 1024 * 1024;
/** The load that must have been reached, in tokens a second over all lanes. */
const wantedSpeed = 2_000;
/** Speed of one answer, in tokens a second: three lanes reach the load with the pauses between their turns. */
const answerSpeed = 1_000;
const sampleEveryMs = 5_000;
const printEveryMs = 30_000;
/** Listeners on the long-lived signal at the same time: a few for each lane, however many turns there were. */
const mostSignalListeners = 12;
/** Age at which the gateway closes a socket: several rotations happen in ten minutes. */
const connectionMinutes = 2;

/** How answers are cancelled, by the profile that makes the session choose so. */
const profiles: Readonly<Record<string, Partial<EndpointProfile>>> = {
  message: {},
  spare: { cancelMessage: false, concurrentLanes: false, namedLanes: false, maxInFlight: 1 },
  mute: { cancelMessage: false },
};

interface SoakOptions {
  /** Path of the gateway's script. */
  readonly gateway: string;
  readonly minutes: number;
  readonly means: string;
  readonly write: boolean;
}

interface Point {
  readonly atMs: number;
  readonly client: Holdings;
  readonly gateway: Holdings;
  readonly tokens: number;
  readonly turns: number;
  readonly timers: number;
}

/** Resolves to whether everything was as it has to be. */
export async function run({ gateway: script, minutes, means, write }: SoakOptions): Promise<boolean> {
  const lengthMs = minutes * 60_000;
  const gateway = await startGateway(
    script,
    answer,
    ['--tokens-per-second', String(answerSpeed), '--max-connection-minutes', String(connectionMinutes)],
    ['--expose-gc', '--import', new URL('../../bench/soak/gatewayProbe.mjs', import.meta.url).href],
  );
  try {
    const soak = await load(gateway, lengthMs, means);
    const checks = await judge(soak, lengthMs);
    await report(means === 'message' ? 'soak' : `soak-${means}`, tables(soak, checks, minutes, means), write);
    const passed = checks.every(({ ok }) => ok);
    console.log(passed ? '\nPASSED' : '\nFAILED');
    for (const fault of soak.tally.faults) console.log(`fault: ${fault}`);
    return passed;
  } finally {
    await gateway.stop();
  }
}

interface Soak {
  readonly points: readonly Point[];
  readonly tally: Tally;
  readonly base: { readonly client: Holdings; readonly gateway: Holdings };
  readonly gateway: BenchGateway;
  readonly clock: CountingClock;
  readonly sockets: SocketLedger;
  readonly life: AbortSignal;
  readonly signalListeners: { most: number };
  readonly processListeners: number;
  readonly timersLeft: number;
  readonly connects: number;
  readonly reconnects: number;
  /** Lanes that did not come to their end in time. */
  stuck: number;
}

async function load(gateway: BenchGateway, lengthMs: number, means: string): Promise<Soak> {
  // Output is opened when first used; it is not to be counted as something left.
  console.log(header);
  console.error('');
  const base = { client: ownHoldings(), gateway: await holdingsOf(gateway.process) };
  const processListeners = countProcessListeners();
  const clock = new CountingClock(systemClock);
  const sockets = new SocketLedger();
  const session = createSession({
    url: gateway.url,
    headers: () => Promise.resolve({ Authorization: `Bearer ${gateway.token}` }),
    model: 'replay',
    profile: profiles[means] ?? {},
    log: silentLog,
    clock,
    openSocket: sockets.counting(webSocketOpener()),
  });
  const life = new AbortController();
  const tally = newTally();
  const work = { session, life: life.signal, random: Math.random, tally };
  const lanes = [inlineLane(work), editLane(work), chatLane(work)];
  let stuck = lanes.length;
  for (const lane of lanes) {
    lane.then(
      () => stuck--,
      (error: unknown) => {
        tally.faultCount++;
        tally.faults.push(`a lane ended: ${String(error)}`);
      },
    );
  }
  const points: Point[] = [];
  const signalListeners = { most: 0 };
  const startedAt = performance.now();
  let printedAt = 0;
  while (performance.now() - startedAt < lengthMs) {
    await sleep(sampleEveryMs);
    const point: Point = {
      client: ownHoldings(),
      gateway: await holdingsOf(gateway.process),
      atMs: performance.now() - startedAt,
      tokens: tally.tokens,
      turns: tally.started,
      timers: clock.pending,
    };
    points.push(point);
    signalListeners.most = Math.max(signalListeners.most, getEventListeners(life.signal, 'abort').length);
    if (point.atMs - printedAt < printEveryMs - sampleEveryMs / 2) continue;
    console.log(
      line(
        rowOf(
          point,
          points.findLast(({ atMs }) => atMs <= printedAt),
        ),
      ),
    );
    printedAt = point.atMs;
  }
  life.abort();
  const { connects, reconnects } = session.metrics();
  const patience = new AbortController();
  const timeout = sleep(10_000, undefined, { signal: patience.signal }).catch(() => {});
  await Promise.race([Promise.allSettled(lanes), timeout]);
  patience.abort();
  session.dispose();
  // Looked at here and not later: a forgotten timer fires at some time and is gone.
  const timersLeft = clock.pending;
  return {
    ...{ points, tally, base, gateway, clock, sockets, signalListeners, processListeners },
    ...{ life: life.signal, timersLeft, connects, reconnects, stuck },
  };
}

interface Check {
  readonly what: string;
  readonly found: string | number;
  readonly wanted: string | number;
  readonly ok: boolean;
}

async function judge(soak: Soak, lengthMs: number): Promise<readonly Check[]> {
  const { points, tally, base, gateway, sockets, life, signalListeners } = soak;
  const left = await settled(async () => ({
    client: leftOver(base.client.resources, ownHoldings().resources),
    gateway: leftOver(base.gateway.resources, (await holdingsOf(gateway.process)).resources),
    sockets: sockets.referenced,
  }));
  const grew = (what: string, of: (point: Point) => number): Check => {
    const bytes = growth(
      points.map(point => ({ atMs: point.atMs, bytes: of(point) })),
      lengthMs,
    );
    return { what: `${what} grew, MiB`, found: mib(bytes), wanted: '< 20', ok: bytes < allowedGrowth };
  };
  const none = (what: string, found: number | readonly string[]): Check => {
    const count = typeof found === 'number' ? found : found.length;
    const shown = typeof found === 'number' || count === 0 ? count : found.join(' ');
    return { what, found: shown, wanted: 0, ok: count === 0 };
  };
  const speed = tally.tokens / ((points.at(-1)?.atMs ?? NaN) / 1000);
  const ended = Object.values(tally.ended).reduce((sum, count) => sum + count, 0);
  return [
    {
      what: 'tokens a second',
      found: Math.round(speed),
      wanted: `≥ ${wantedSpeed}`,
      ok: speed >= wantedSpeed,
    },
    grew('client heap', ({ client }) => client.heapUsed),
    grew('client resident', ({ client }) => client.rss),
    grew('gateway heap', ({ gateway }) => gateway.heapUsed),
    grew('gateway resident', ({ gateway }) => gateway.rss),
    none('wrong or failed turns', tally.faultCount),
    { what: 'turns ended', found: ended, wanted: tally.started, ok: ended === tally.started },
    none('lanes stuck at the end', soak.stuck),
    none('session timers left', soak.timersLeft),
    {
      what: 'most listeners on a long-lived signal',
      found: signalListeners.most,
      wanted: `≤ ${mostSignalListeners}`,
      ok: signalListeners.most <= mostSignalListeners,
    },
    none('listeners left on it at the end', getEventListeners(life, 'abort').length),
    none('listeners added to the process', countProcessListeners() - soak.processListeners),
    none('sockets or their listeners left', left.sockets),
    none('client resources left', left.client),
    none('gateway resources left', left.gateway),
  ];
}

/** Closing handshakes and collections take a moment; what is still there after some seconds stays. */
async function settled<T extends { client: string[]; gateway: string[]; sockets: number }>(
  look: () => Promise<T>,
): Promise<T> {
  for (let times = 1; ; times++) {
    const left = await look();
    if (left.client.length + left.gateway.length + left.sockets === 0 || times === 20) return left;
    await sleep(250);
    await turnOfTheLoop();
  }
}

function countProcessListeners(): number {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
}

const columns = [
  's',
  'client heap',
  'resident',
  'gateway heap',
  'resident',
  'tokens/s',
  'turns/s',
  'turns',
  'timers',
];
const header = line(columns);

function line(cells: readonly (string | number)[]): string {
  return cells.map((cell, at) => String(cell).padStart((columns[at]?.length ?? 0) + 2)).join('');
}

function rowOf(point: Point, before: Point | undefined): (string | number)[] {
  const seconds = (point.atMs - (before?.atMs ?? 0)) / 1000;
  return [
    Math.round(point.atMs / 1000),
    ...[point.client.heapUsed, point.client.rss, point.gateway.heapUsed, point.gateway.rss].map(mib),
    Math.round((point.tokens - (before?.tokens ?? 0)) / seconds),
    Math.round((point.turns - (before?.turns ?? 0)) / seconds),
    point.turns,
    point.timers,
  ];
}

function mib(bytes: number): number {
  return round(bytes / (1024 * 1024));
}

function tables(soak: Soak, checks: readonly Check[], minutes: number, means: string): Table[] {
  const every = Math.round(printEveryMs / sampleEveryMs);
  const shown = soak.points.filter((_, at) => (at + 1) % every === 0);
  const { ended, redirects, tokens } = soak.tally;
  return [
    {
      title: `Soak of ${minutes} minutes over three lanes, cancels by ${means}; memory in MiB after a collection`,
      columns,
      rows: shown.map((point, at) => rowOf(point, shown[at - 1])),
      notes: [
        `Turns: ${ended.completed} completed, ${ended.incomplete} bounded, ${ended.cancelled} cancelled, ` +
          `${ended.failed} failed; ${redirects} redirects; ${Math.round(tokens)} tokens read.`,
        `Sockets: ${soak.connects} opened, ${soak.reconnects} of them after a loss; the gateway closes one ` +
          `after ${connectionMinutes} minutes, so the session rotates.`,
        `Timers: ${soak.clock.started} started, at most ${soak.clock.most} at once.`,
      ],
    },
    {
      title: 'Verdict',
      columns: ['what', 'found', 'wanted', ''],
      rows: checks.map(({ what, found, wanted, ok }) => [what, found, wanted, ok ? 'ok' : 'FAILED']),
      notes: [
        'Growth: median of the last fifth of the samples against the median of those from 10 % to 30 %.',
        'Sockets left: by finalisation after a collection. Resources: process.getActiveResourcesInfo().',
      ],
    },
  ];
}
