import type { UpstreamState } from '../../engines/engine';
import type { ClientTurn } from './turnReport';
import { addUpstreamFigures } from './upstreamFigures';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How a response ended, as a label. */
export type ResponseOutcome = 'completed' | 'truncated' | 'stopped' | 'refused' | 'failed';

/** Numbers that are read when somebody asks for the metrics. */
export interface LiveNumbers {
  /** Open WebSockets. */
  connections(): number;
  /** Responses being generated. */
  inFlight(): number;
  /** Requests waiting for a slot. */
  waiting(): number;
  /** The servers behind, where there are several to choose from. */
  upstreams?(): readonly UpstreamState[];
}

/**
 * The figures of a gateway in the Prometheus text format. Labels are names of clients (from the tokens file) and
 * outcomes, so that there are few of them; nothing of what is asked or answered is in here.
 */
export class GatewayMetrics {
  private readonly registry = new Registry();
  private readonly numbers: LiveNumbers;
  private readonly responses: Counter<'client' | 'outcome'>;
  private readonly tokenCount: Counter<'client' | 'direction'>;
  private readonly firstTokenTime: Histogram;
  private readonly duration: Histogram;
  private readonly queued: Histogram;
  private readonly warmUps: Counter<'client'>;
  private readonly refusals: Counter<'code'>;
  private readonly upstreamTurns: Counter<'upstream' | 'status'>;
  private readonly upstreamTokens: Counter<'upstream' | 'direction'>;
  private readonly firstTokens: Histogram<'client' | 'upstream'>;
  /** Requests that had their slot at once and are not among `queued` yet: they are on their way to the server. */
  private atOnce = 0;

  constructor(live: LiveNumbers) {
    this.numbers = live;
    const registers = [this.registry];
    this.responses = new Counter({
      name: 'codex_spark_responses_total',
      help: 'Responses by client and how they ended.',
      labelNames: ['client', 'outcome'],
      registers,
    });
    this.tokenCount = new Counter({
      name: 'codex_spark_tokens_total',
      help: 'Tokens by client and direction, as the engine counts them.',
      labelNames: ['client', 'direction'],
      registers,
    });
    this.firstTokenTime = new Histogram({
      name: 'codex_spark_first_token_seconds',
      help: 'From the start of generating to the first token.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10, 30],
      registers,
    });
    this.duration = new Histogram({
      name: 'codex_spark_response_seconds',
      help: 'From the start of generating to its end.',
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    });
    this.queued = new Histogram({
      name: 'codex_spark_queue_seconds',
      help: 'Waiting for a slot among all clients.',
      buckets: [0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
      registers,
    });
    this.warmUps = new Counter({
      name: 'codex_spark_warmups_total',
      help: 'Prefixes prepared ahead of requests, by client.',
      labelNames: ['client'],
      registers,
    });
    this.refusals = new Counter({
      name: 'codex_spark_refused_connections_total',
      help: 'Connections and HTTP requests refused before anything was generated, by error code.',
      labelNames: ['code'],
      registers,
    });
    this.upstreamTurns = new Counter({
      name: 'codex_spark_upstream_turns_total',
      help: 'Turns by the server behind and how they ended.',
      labelNames: ['upstream', 'status'],
      registers,
    });
    this.upstreamTokens = new Counter({
      name: 'codex_spark_upstream_tokens_total',
      help: 'Tokens by the server behind and direction.',
      labelNames: ['upstream', 'direction'],
      registers,
    });
    this.firstTokens = new Histogram({
      name: 'codex_spark_turn_first_token_seconds',
      help: 'From the beginning of a turn, waiting included, to its first token, by client and server behind.',
      labelNames: ['client', 'upstream'],
      buckets: [0.01, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10, 30],
      registers,
    });
    gauge('codex_spark_connections', 'Open WebSockets.', () => live.connections(), registers);
    gauge('codex_spark_in_flight', 'Responses being generated.', () => live.inFlight(), registers);
    gauge('codex_spark_waiting', 'Requests waiting for a slot.', () => live.waiting(), registers);
    if (live.upstreams) addUpstreamFigures(this.registry, () => live.upstreams?.() ?? []);
  }

  /** Adds the figures of the process itself (memory, CPU, event loop). Call once, in the gateway's own process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A response has ended. */
  responded(client: string, outcome: ResponseOutcome, ms: number): void {
    this.countAtOnce();
    this.responses.inc({ client, outcome });
    this.duration.observe(ms / 1000);
  }

  /** The first token of a response has come. */
  firstToken(ms: number): void {
    this.firstTokenTime.observe(ms / 1000);
  }

  /** Tokens have gone in or out. */
  tokens(client: string, direction: 'input' | 'output', count: number): void {
    this.tokenCount.inc({ client, direction }, count);
  }

  /** What is going on now. */
  get live(): { readonly inFlight: number; readonly waiting: number } {
    return { inFlight: this.numbers.inFlight(), waiting: this.numbers.waiting() };
  }

  /** A turn is over. */
  turn({ client, upstream = 'none', status, ...turn }: ClientTurn): void {
    this.upstreamTurns.inc({ upstream, status });
    this.upstreamTokens.inc({ upstream, direction: 'input' }, turn.inputTokens);
    this.upstreamTokens.inc({ upstream, direction: 'output' }, turn.outputTokens);
    if (turn.firstTokenMs !== undefined)
      this.firstTokens.observe({ client, upstream }, turn.firstTokenMs / 1000);
  }

  /** A request has waited for its slot. */
  waited(ms: number): void {
    if (ms === 0) this.atOnce++;
    else this.queued.observe(ms / 1000);
  }

  /** A prefix was prepared. */
  warmedUp(client: string): void {
    this.warmUps.inc({ client });
  }

  /** Somebody was turned away. */
  refused(code: string): void {
    this.refusals.inc({ code });
  }

  /** Media type of `text`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All figures as they are now, to be put together with those of other processes. */
  async json(): Promise<Record<string, unknown>[]> {
    this.countAtOnce();
    return (await this.registry.getMetricsAsJSON()).map(metric => ({ ...metric }));
  }

  /** All figures as they are now. */
  text(): Promise<string> {
    this.countAtOnce();
    return this.registry.metrics();
  }

  private countAtOnce(): void {
    for (; this.atOnce > 0; this.atOnce--) this.queued.observe(0);
  }
}

function gauge(name: string, help: string, read: () => number, registers: Registry[]): void {
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read());
    },
  });
}
