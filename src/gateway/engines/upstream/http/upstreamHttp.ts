import { Agent, EnvHttpProxyAgent, request as send, type Dispatcher } from 'undici';
import { flatHeaders } from '../../../../common/flatHeaders';
import type { Clock } from '../../../../common/clock';
import type { Disposable } from '../../../../common/disposable';
import { connectionFailure, WaitOver, type Wait } from './connectionFailures';
import { decoded } from './decoded';
import type { ProxySettings } from './proxy';

/** How long an upstream may take, each in ms. */
export interface UpstreamWaits {
  /** For a connection. */
  readonly connectMs: number;
  /** From the request to the first byte of the answer: the prompt is read in this time. */
  readonly firstTokenMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
}

/** What the HTTP side is built from. */
export interface UpstreamHttpParts {
  /** Host and port, for messages. */
  readonly host: string;
  /** Headers of the next request; the key is in here, which may change. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly authorities: readonly string[] | undefined;
  readonly proxy: ProxySettings;
  readonly waits: UpstreamWaits;
  readonly clock: Clock;
}

/** One request. */
export interface UpstreamCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: unknown;
}

/** An answer that has begun. */
export interface UpstreamAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it comes; reading fails with `UpstreamError`, or with the signal's reason once that aborts. */
  readonly text: AsyncIterable<string>;
  /** From now on silence of this length, in ms, ends the body as if it were over. */
  endAfterSilence(ms: number): void;
  /**
   * The answer has been read as far as it matters: aborting no longer cuts the connection, and when `text` is left
   * what little remains is read and the connection kept for the next request.
   */
  finish(): void;
}

/** Asks one upstream server over connections that are kept. The owner disposes it. */
export interface UpstreamHttp extends Disposable {
  /**
   * Sends a request. Aborting closes its connection at once, so that the server stops generating. Rejects with
   * `UpstreamError`, or with the signal's reason once that aborts.
   */
  call(call: UpstreamCall, signal: AbortSignal): Promise<UpstreamAnswer>;
}

/** How long an idle connection is kept when the server does not say, in ms. */
const keepAliveMs = 60_000;

/** How long the end of an answer that has been read is waited for, in ms, and how much of it is read, in bytes. */
const drainMs = 2_000;
const drainBytes = 64 * 1024;

/** Opens nothing yet; connections are made when needed. */
export function createUpstreamHttp(parts: UpstreamHttpParts): UpstreamHttp {
  const { waits, authorities, proxy, headers, host, clock } = parts;
  const tls = { timeout: waits.connectMs, ...(authorities ? { ca: [...authorities] } : {}) };
  const kept = {
    connect: tls,
    keepAliveTimeout: keepAliveMs,
    // The waits are ours, by our own clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const pool =
    proxy.proxy === undefined
      ? new Agent(kept)
      : new EnvHttpProxyAgent({
          ...kept,
          httpProxy: proxy.proxy,
          httpsProxy: proxy.proxy,
          noProxy: proxy.noProxy,
          proxyTunnel: false,
          requestTls: tls,
          proxyTls: tls,
        });
  return {
    async call(call, signal) {
      signal.throwIfAborted();
      const running = new RunningCall(signal, clock);
      running.wait('headers', waits.firstTokenMs);
      try {
        const answer = await send(call.url, {
          dispatcher: pool,
          method: call.method,
          headers: {
            ...headers(),
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
          signal: running.signal,
        });
        return beginAnswer(answer, running, parts);
      } catch (error) {
        running.end();
        throw running.failure(error, host);
      }
    },
    dispose() {
      void pool.destroy().catch(() => undefined);
    },
  };
}

function beginAnswer(
  answer: Dispatcher.ResponseData,
  running: RunningCall,
  { waits, host }: UpstreamHttpParts,
): UpstreamAnswer {
  const headers = flatHeaders(answer.headers);
  const { body } = answer;
  let silence: number | undefined;
  let finished = false;
  async function* text(): AsyncGenerator<string, void, undefined> {
    running.wait('first-byte', waits.firstTokenMs);
    try {
      for await (const piece of decoded(body, headers['content-encoding'])) {
        // While the piece is looked at the upstream is not waited for.
        running.pause();
        yield piece;
        running.wait('idle', silence ?? waits.idleMs);
      }
    } catch (error) {
      if (silence !== undefined && running.ranOut) return;
      throw running.failure(error, host);
    } finally {
      running.pause();
      if (finished) keepConnection(body, running);
      else {
        running.end();
        body.on('error', () => undefined).destroy();
      }
    }
  }
  return {
    status: answer.statusCode,
    headers,
    text: text(),
    endAfterSilence: ms => {
      silence = ms;
    },
    finish() {
      finished = true;
      running.release();
    },
  };
}

/** Reads what is left of an answer, so that its connection can serve the next one. */
function keepConnection(body: Dispatcher.ResponseData['body'], running: RunningCall): void {
  running.wait('idle', drainMs);
  body
    .dump({ limit: drainBytes })
    .catch(() => undefined)
    .finally(() => running.end());
}

/** The means to end one request: its caller's signal, and the waits. */
class RunningCall {
  readonly #abort = new AbortController();
  readonly #caller: AbortSignal;
  readonly #clock: Clock;
  readonly #onAbort: () => void;
  #timer: Disposable | undefined;

  constructor(caller: AbortSignal, clock: Clock) {
    this.#caller = caller;
    this.#clock = clock;
    this.#onAbort = () => this.#abort.abort(caller.reason);
    caller.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether a wait has run out. */
  get ranOut(): boolean {
    return this.#abort.signal.reason instanceof WaitOver;
  }

  /** Starts a wait in place of the one before. */
  wait(wait: Wait, ms: number): void {
    this.pause();
    this.#timer = this.#clock.setTimeout(() => this.#abort.abort(new WaitOver(wait, ms)), ms);
  }

  pause(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  /** The caller's signal has no more effect. */
  release(): void {
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  end(): void {
    this.pause();
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  /** What a failure of this request really was. */
  failure(error: unknown, host: string): Error {
    if (this.#caller.aborted) return toError(this.#caller.reason);
    return connectionFailure(this.#abort.signal.aborted ? this.#abort.signal.reason : error, host);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
