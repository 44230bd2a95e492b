/**
 * What a cancel costs, by each of its three means: until the caller is free, until the server has stopped
 * generating, and until the next answer's first token is here.
 */
import { systemClock } from '../src/common/systemClock';
import { sleep } from '../src/common/clock';
import type { Engine, EngineEvent, EngineRequest } from '../src/engines/engine';
import { singleClient } from '../src/gateway/clients/directory';
import { fixedLimits } from '../src/gateway/limits';
import { startGateway, type GatewayServer } from '../src/gateway/server/gatewayServer';
import { createSession } from '../src/session/createSession';
import type { EndpointProfile } from '../src/session/profile';
import type { Session } from '../src/session/session';
import { report, type Table } from './support/report';
import { summary, type Summary } from './support/stats';
import { silentLog } from '../src/common/log';

const rounds = 200;
const token = 'bench-token';

/** One means, by the profile that makes the session choose it. */
interface Means {
  readonly name: string;
  readonly profile: Partial<EndpointProfile>;
  /** Bound of the answer that is cancelled, in tokens. */
  readonly maxOutputTokens: number;
}

const means: readonly Means[] = [
  { name: 'message (announced by the server)', profile: {}, maxOutputTokens: 4000 },
  {
    name: 'swap to the warm spare',
    profile: { cancelMessage: false, concurrentLanes: false, namedLanes: false, maxInFlight: 1 },
    maxOutputTokens: 4000,
  },
  { name: 'mute the lane (200 tokens left)', profile: { cancelMessage: false }, maxOutputTokens: 200 },
];

export async function run({ write }: { write: boolean }): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const one of means) {
    const { free, stopped, next, connects } = await measure(one);
    const pair = ({ p50, p95 }: Summary): (string | number)[] => [p50, p95];
    rows.push([one.name, ...pair(free), ...pair(stopped), ...pair(next), connects]);
  }
  const table: Table = {
    title: `Cancel, ${rounds} times each, on loopback, in ms`,
    columns: [
      'means',
      'caller free p50',
      'p95',
      'server stopped p50',
      'p95',
      'next first token p50',
      'p95',
      'sockets',
    ],
    rows,
    notes: [
      'The engine answers at 1000 tokens/s with its first token at once; each answer is cancelled after 20 ms of text.',
      'Server stopped: until the engine was told to end. A muted answer is left to run: its time is that of its own end.',
      'Targets: caller free 0 ms; message and spare p95 under 10 ms.',
    ],
  };
  await report('cancel', [table], write);
}

interface Measured {
  readonly free: Summary;
  readonly stopped: Summary;
  readonly next: Summary;
  readonly connects: number;
}

async function measure({ profile, maxOutputTokens }: Means): Promise<Measured> {
  const engine = new SteadyEngine();
  const server = await serve(engine);
  const session = createSession({
    url: server.url,
    headers: () => Promise.resolve({ Authorization: `Bearer ${token}` }),
    model: 'steady',
    profile,
    log: silentLog,
    clock: systemClock,
  });
  const free: number[] = [];
  const stopped: number[] = [];
  const next: number[] = [];
  try {
    await answerOf(session, 'settle', 5).first;
    await sleep(systemClock, 200);
    for (let round = 0; round < rounds; round++) {
      const victim = `victim ${round}`;
      const doomed = answerOf(session, victim, maxOutputTokens);
      await doomed.first;
      await sleep(systemClock, 20);
      const cancelledAt = performance.now();
      doomed.turn.cancel();
      await doomed.turn.done;
      free.push(performance.now() - cancelledAt);
      const successor = answerOf(session, `successor ${round}`, 5);
      await successor.first;
      next.push(performance.now() - cancelledAt);
      await successor.turn.done;
      stopped.push((await engine.endOf(victim)) - cancelledAt);
      // A user does not cancel sixty times a second; the spare is opened again meanwhile.
      await sleep(systemClock, 30);
    }
    return {
      free: summary(free),
      stopped: summary(stopped),
      next: summary(next),
      connects: session.metrics().connects,
    };
  } finally {
    session.dispose();
    await server.close();
  }
}

function answerOf(session: Session, input: string, maxOutputTokens: number) {
  const turn = session.start({ lane: 'inline', input, maxOutputTokens });
  const first = (async () => {
    for await (const _ of turn.text) return;
    throw new Error(`no text for "${input}": ${JSON.stringify((await turn.done).error)}`);
  })();
  return { turn, first };
}

function serve(engine: Engine): Promise<GatewayServer> {
  return startGateway({
    engine,
    access: { clients: singleClient(token), host: '127.0.0.1', allowedHosts: [] },
    port: 0,
    limits: { ...fixedLimits, drainGraceMs: 0, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000 },
    clock: systemClock,
    log: silentLog,
  });
}

/** Answers anything with as many tokens as are asked for, at 1000 a second, and notes when each answer ended. */
class SteadyEngine implements Engine {
  readonly name = 'steady';
  readonly models = ['steady'];
  private readonly ends = new Map<string, number>();
  private waiting: { input: string; resolve: (at: number) => void } | undefined;

  async *generate(
    { input, maxOutputTokens = 100 }: EngineRequest,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, void> {
    const key = JSON.stringify(input.at(-1)?.content ?? '');
    const startedAt = performance.now();
    const onAbort = (): void => this.ended(key);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      for (let sent = 0; sent < maxOutputTokens;) {
        const due = Math.min(maxOutputTokens, 1 + Math.floor(performance.now() - startedAt));
        for (; sent < due; sent++) yield { kind: 'text', text: ' token', tokens: 1 };
        await sleep(systemClock, 2, signal);
      }
      yield { kind: 'end', reason: 'stop', inputTokens: 1 };
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.ended(key);
    }
  }

  warmUp(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    this.ends.clear();
  }

  /** When the answer to this input ended. */
  endOf(input: string): Promise<number> {
    const key = [...this.ends.keys()].find(end => end.includes(`"${input}"`));
    const at = key === undefined ? undefined : this.ends.get(key);
    if (at !== undefined) return Promise.resolve(at);
    return new Promise(resolve => (this.waiting = { input, resolve }));
  }

  private ended(key: string): void {
    if (this.ends.has(key)) return;
    const at = performance.now();
    this.ends.set(key, at);
    if (this.waiting && key.includes(`"${this.waiting.input}"`)) this.waiting.resolve(at);
  }
}
