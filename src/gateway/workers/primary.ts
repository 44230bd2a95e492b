import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import { FairShares } from '../admission/fairShares';
import { localGate } from '../admission/gate';
import type { DayBudgets } from '../admission/dayBudgets';
import type { GatewayLimits } from '../limits';
import { GateOfWorkers } from './gateOfWorkers';
import { readFromWorker, type FromWorker, type ToWorker } from './messages';

/** How long after a worker has broken off another one takes its place, in ms. */
const replaceAfterMs = 500;

/** How long the figures of a worker are waited for, in ms. */
const figuresMs = 1_000;

/** What the first process of a gateway with several is made from. */
export interface PrimaryParts {
  /** How many workers serve. */
  readonly count: number;
  /** Added to the environment of the workers. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Pick<GatewayLimits, 'maxTotalInFlight' | 'maxWaitingPerClient' | 'maxSockets'>;
  readonly budgets: DayBudgets | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** A worker cannot start, with its exit code: neither could the others. */
  onUnusable(code: number): void;
  /** Added to the environment of a worker that is started now: what may be another later. */
  given(): Readonly<Record<string, string>>;
}

/** The workers of a gateway. */
export interface Workers {
  /** Has all of them read again what they were started with; `config`: the file of upstreams, where there is one. */
  reload(config: string | undefined): void;
  /** Lets all of them finish; resolves when they are gone. */
  end(): Promise<void>;
  /** Ends them at once. */
  kill(): void;
}

/**
 * Starts workers that share one port, each with the connections that the first process hands it, in turn. Resolves once
 * all of them listen; where the first one cannot, no other is started.
 */
export async function startWorkers(
  parts: PrimaryParts,
): Promise<{ readonly workers: Workers; readonly url: string; readonly http: string }> {
  const { clock, limits, budgets, log } = parts;
  let shared = false;
  const isShared = (): boolean => shared;
  const gate = new GateOfWorkers(
    localGate({ limits, clock, budgets, isShared, onWaited: () => {} }),
    new FairShares(limits.maxSockets, isShared),
  );
  const figures = new Figures(clock);
  let ending = false;
  const live = new Set<Worker>();
  /** Resolves when the worker listens; undefined: it has ended before. */
  const start = (isFirst: boolean): Promise<Extract<FromWorker, { kind: 'listening' }> | undefined> =>
    new Promise(resolve => {
      const worker = cluster.fork({ ...parts.environment, ...parts.given() });
      let listens = false;
      live.add(worker);
      gate.add(worker.id);
      // What is sent to one that is about to be gone fails; it must not take this process with it.
      worker.on('error', error => log.warn('worker not reached', { error: error.message }));
      const answer = (message: ToWorker): void => {
        if (worker.isConnected()) worker.send(message);
      };
      worker.on('message', (given: unknown) => {
        // What it has sent can be read later than its end.
        if (!live.has(worker)) return;
        const message = readFromWorker(given);
        if (message?.kind === 'listening') {
          listens = true;
          resolve(message);
        } else if (message?.kind === 'figures?') {
          const { id } = message;
          figures.all(live).then(
            text => answer({ kind: 'text', id, text }),
            (error: unknown) => {
              log.error('figures not collected', { error: messageOf(error) });
              answer({ kind: 'text', id, text: '' });
            },
          );
        } else if (message?.kind === 'figures') figures.take(message);
        else if (message) {
          if (message.kind === 'enter' || message.kind === 'socket?') shared = message.shared;
          gate.take(worker.id, message, answer);
        }
      });
      worker.once('disconnect', () => gate.drop(worker.id));
      worker.once('exit', (code: number | null) => {
        live.delete(worker);
        gate.drop(worker.id);
        if (ending) return;
        if (isFirst && !listens) return parts.onUnusable(code ?? 1);
        resolve(undefined);
        log.error('worker ended', { code: code ?? 'signal' });
        clock.setTimeout(() => !ending && void start(false), replaceAfterMs);
      });
    });
  const first = await start(true);
  if (!first) throw new Error('the first worker ended before it listened');
  const { url, http } = first;
  await Promise.all(Array.from({ length: parts.count - 1 }, () => start(false)));
  const tell = (message: ToWorker): void => {
    for (const worker of live) if (worker.isConnected()) worker.send(message);
  };
  const workers: Workers = {
    reload: config => tell({ kind: 'reload', ...(config === undefined ? {} : { config }) }),
    async end() {
      ending = true;
      tell({ kind: 'end' });
      await Promise.all(
        [...live].map(worker => new Promise<void>(resolve => worker.once('exit', () => resolve()))),
      );
    },
    kill() {
      ending = true;
      for (const worker of live) worker.process.kill('SIGKILL');
    },
  };
  return { workers, url, http };
}

/** The figures of all processes as those of one. */
class Figures {
  private readonly clock: Clock;
  private readonly own = new Registry();
  private readonly asked = new Map<number, (json: object[]) => void>();
  private ids = 0;

  constructor(clock: Clock) {
    this.clock = clock;
    collectDefaultMetrics({ register: this.own });
  }

  take({ id, json }: Extract<FromWorker, { kind: 'figures' }>): void {
    this.asked.get(id)?.(json);
  }

  async all(workers: Iterable<Worker>): Promise<string> {
    const own: object[] = await this.own.getMetricsAsJSON();
    const each = await Promise.all([...workers].map(worker => this.ask(worker)));
    const told = [own, ...each.filter(json => json.length > 0)];
    return await AggregatorRegistry.aggregate(told).metrics();
  }

  /** One that does not answer is left out. */
  private ask(worker: Worker): Promise<object[]> {
    if (!worker.isConnected()) return Promise.resolve([]);
    return new Promise(resolve => {
      const id = this.ids++;
      const timer = this.clock.setTimeout(() => done([]), figuresMs);
      const done = (json: object[]): void => {
        timer.dispose();
        this.asked.delete(id);
        resolve(json);
      };
      this.asked.set(id, done);
      worker.send({ kind: 'collect', id } satisfies ToWorker);
    });
  }
}
