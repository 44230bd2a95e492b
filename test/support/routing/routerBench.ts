import { random } from '../../../bench/support/random';
import { silentLog } from '../../../src/common/log';
import type { Engine, EngineRequest } from '../../../src/engines/engine';
import type { NameSpec, RoutingTable, UpstreamSpec } from '../../../src/engines/routing/fleet';
import { createRouter } from '../../../src/engines/routing/router';
import { ManualClock } from '../manualClock';
import { ChaosEngine, type Question } from './chaosEngine';

/** What a test says of an upstream; the rest is usual. */
export type Entry = Partial<Omit<UpstreamSpec, 'name' | 'open'>>;

/** A router over engines in memory, on a clock that a test moves. */
export class RouterBench {
  readonly clock = new ManualClock();
  readonly questions: Question[] = [];
  /** By the name of their upstream; the latest one. */
  readonly engines = new Map<string, ChaosEngine>();
  readonly all: ChaosEngine[] = [];
  entries: Readonly<Record<string, Entry>> = { a: {}, b: {} };
  name: Partial<NameSpec> = {};
  readError: Error | undefined;
  /** Upstreams that cannot be opened. */
  readonly broken = new Set<string>();
  private made: Engine | undefined;

  async start(): Promise<this> {
    this.made = await createRouter({
      read: () => (this.readError ? Promise.reject(this.readError) : Promise.resolve(this.table())),
      random: random('router'),
      clock: this.clock,
      log: silentLog,
    });
    return this;
  }

  get router(): Engine {
    if (!this.made) throw new Error('it was not started');
    return this.made;
  }

  engine(name: string): ChaosEngine {
    const found = this.engines.get(name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  }

  /** Asks, and resolves to the text, or to what went wrong. The clock has to be moved for it. */
  async ask(
    turn: string,
    more: Partial<EngineRequest> = {},
    signal = new AbortController().signal,
  ): Promise<string> {
    const input = [{ type: 'message', role: 'user', content: turn }];
    const request = { model: 'fast', instructions: '', input, maxOutputTokens: undefined, ...more };
    let text = '';
    try {
      for await (const event of this.router.generate(request, signal))
        if (event.kind === 'text') text += event.text;
      return text;
    } catch (error) {
      return String(error);
    }
  }

  /** Who was asked, in order. */
  get asked(): string {
    return this.questions.map(({ engine, model }) => `${engine} ${model}`).join(', ');
  }

  private table(): RoutingTable {
    const names = Object.keys(this.entries);
    const seats = names.map(upstream => ({ upstream, model: 'm' }));
    return {
      upstreams: Object.entries(this.entries).map(([name, entry]) => ({
        weight: 1,
        maxInFlight: undefined,
        models: ['m'],
        identity: name,
        ...entry,
        name,
        open: () =>
          this.broken.has(name) ? Promise.reject(new Error('broken')) : Promise.resolve(this.open(name)),
      })),
      names: [{ name: 'fast', seats, fallbacks: [], hedgedLanes: [], ...this.name }],
    };
  }

  private open(name: string): Engine {
    const count = this.all.filter(({ id }) => id.startsWith(name)).length;
    const id = count === 0 ? name : `${name}${count + 1}`;
    const engine = new ChaosEngine(id, this.clock, () => 0.5, this.questions);
    this.engines.set(name, engine);
    this.all.push(engine);
    return engine;
  }
}
