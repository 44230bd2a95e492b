import { Connection } from '../../../src/gateway/connection/connection';
import { fixedLimits, type ConnectionLimits } from '../../../src/gateway/limits';
import { DrivenEngine } from './drivenEngine';
import { ManualClock } from '../manualClock';
import { describeFrame, readFrame, type SeenFrame } from './transcript';
import { silentLog } from '../../../src/common/log';

/** A connection without a socket: frames in, transcript out, ids counted from 1. */
export class ConnectionBench {
  readonly engine = new DrivenEngine();
  readonly clock = new ManualClock();
  readonly frames: SeenFrame[] = [];
  /** Set to make the next frame fail to be sent. */
  sendError: Error | undefined;
  closed: { readonly code: number; readonly reason: string } | undefined;
  readonly connection: Connection;
  #read = 0;
  #blocked: (() => void)[] | undefined;

  constructor(limits: Partial<ConnectionLimits> = {}) {
    const counts = new Map<string, number>();
    this.connection = new Connection({
      engine: this.engine,
      clock: this.clock,
      log: silentLog,
      limits: { ...fixedLimits, maxInFlight: 16, maxLanes: 32, maxConnectionMs: 3_600_000, ...limits },
      newId(prefix) {
        const count = (counts.get(prefix) ?? 0) + 1;
        counts.set(prefix, count);
        return `${prefix}_${count}`;
      },
      unixSeconds: () => 1_800_000_000,
      breathe: () => new Promise(resolve => void setImmediate(resolve)),
      peer: {
        send: text => {
          if (this.sendError) throw this.sendError;
          this.frames.push(readFrame(text));
        },
        ready: signal => this.#ready(signal),
        close: (code, reason) => void (this.closed = { code, reason }),
      },
    });
  }

  get isOpen(): boolean {
    return this.closed === undefined;
  }

  /** Sends a frame and waits until the connection has nothing more to do by itself. */
  async send(event: Readonly<Record<string, unknown>> | string): Promise<void> {
    this.connection.receive(typeof event === 'string' ? event : JSON.stringify(event));
    await this.settle();
  }

  /** `response.create` with text as input. */
  async create(input: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.send({ type: 'response.create', input, ...more });
  }

  /** A whole answer to a request that has started. */
  async answer(to: string, ...texts: readonly string[]): Promise<void> {
    const answer = this.engine.answerTo(to);
    for (const text of texts) answer.text(text);
    answer.end();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let n = 0; n < 5; n++) await new Promise(resolve => void setImmediate(resolve));
  }

  /** What was sent since the last look, a line a frame. */
  transcript(): string[] {
    const fresh = this.frames.slice(this.#read);
    this.#read = this.frames.length;
    return fresh.map(describeFrame);
  }

  /** The error codes sent since the last look. */
  codes(): string[] {
    const fresh = this.frames.slice(this.#read);
    this.#read = this.frames.length;
    return fresh.flatMap(({ error }) => (error ? [error.code] : []));
  }

  /** What completed responses said of the cache of chains. */
  diagnoses(): unknown[] {
    return this.frames.flatMap(({ type, response }) =>
      type === 'response.completed' && response?.['prompt_cache_diagnostics'] !== undefined
        ? [response['prompt_cache_diagnostics']]
        : [],
    );
  }

  /** Id of the latest response that was created. */
  get lastId(): string {
    const created = this.frames.findLast(({ type }) => type === 'response.created');
    if (!created?.response) throw new Error('no response was created');
    return created.response.id;
  }

  /** Makes the reader slow: engines have to wait until `unblock`. */
  block(): void {
    this.#blocked = [];
  }

  unblock(): void {
    for (const resolve of this.#blocked ?? []) resolve();
    this.#blocked = undefined;
  }

  #ready(signal: AbortSignal): Promise<void> {
    if (!this.#blocked || signal.aborted) return Promise.resolve();
    return new Promise(resolve => {
      this.#blocked?.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  }
}
