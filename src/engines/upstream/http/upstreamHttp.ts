import { StringDecoder } from 'node:string_decoder';
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { flatHeaders } from '../../../common/flatHeaders';
import { boundedReads } from './boundedReads';
import { decoded } from './decoded';
import { Exchange, type AnswerHead } from './exchange';
import { noRoute, type Route } from './proxy';
import { RunningCall } from './runningCall';

/** How long an upstream may take, each in ms. */
export interface UpstreamWaits {
  /** For a connection. */
  readonly connectMs: number;
  /** From the request to the first token of the answer, and while a model thinks: the prompt is read in this time. */
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
  readonly route: Route;
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
  /** Whether silence counts as a fault after `idleMs`; until then, and while a model thinks, only after `firstTokenMs`. */
  setSpeaking(speaking: boolean): void;
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

/** What a connection reads at a time, and ahead of whoever reads from it, in bytes. An `Exchange` takes more before it pauses. */
const mostBuffered = 16 * 1024;

/** How long an idle connection is kept when the server does not say, in ms. */
const keepAliveMs = 60_000;

/** How long the end of an answer that has been read is waited for, in ms, and how much of it is read, in bytes. */
const drainMs = 2_000;
const drainBytes = 64 * 1024;

/** Opens nothing yet; connections are made when needed. */
export function createUpstreamHttp(parts: UpstreamHttpParts): UpstreamHttp {
  const { waits, route, headers, host, clock } = parts;
  const connections = connectionsFor(parts);
  const placeOf = placesOfUrls();
  return {
    async call(call, signal) {
      signal.throwIfAborted();
      if (route.kind === 'none') throw noRoute(route.reason);
      const running = new RunningCall(signal, clock);
      running.wait('headers', waits.firstTokenMs);
      const exchange = new Exchange();
      running.onStop(reason => exchange.stop(reason));
      try {
        const request = {
          ...placeOf(call.url),
          method: call.method,
          headers: {
            ...headers(),
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        };
        connections.dispatch(request, exchange);
        return beginAnswer(await exchange.head, exchange, running, parts);
      } catch (error) {
        running.end();
        throw running.failure(error, host);
      }
    },
    dispose() {
      void connections.destroy().catch(() => undefined);
    },
  };
}

function connectionsFor({ waits, authorities, route }: UpstreamHttpParts): Dispatcher {
  const connect = {
    timeout: waits.connectMs,
    highWaterMark: mostBuffered,
    onread: boundedReads(mostBuffered),
    ...(authorities ? { ca: [...authorities] } : {}),
  };
  const kept = {
    connect,
    keepAliveTimeout: keepAliveMs,
    // The waits are ours, by our own clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (route.kind !== 'proxy') return new Agent(kept);
  return new EnvHttpProxyAgent({
    ...kept,
    httpProxy: route.proxy,
    httpsProxy: route.proxy,
    // Whether a proxy is asked has been decided; an empty value keeps the environment's from being read again.
    noProxy: '',
    proxyTunnel: false,
    requestTls: connect,
    proxyTls: connect,
  });
}

/** Where each URL leads. The last one is remembered: an upstream is asked at the same place again and again. */
function placesOfUrls(): (url: string) => { readonly origin: string; readonly path: string } {
  let known:
    { readonly url: string; readonly place: { readonly origin: string; readonly path: string } } | undefined;
  return url => {
    if (known?.url !== url) {
      const { origin, pathname, search } = new URL(url);
      known = { url, place: { origin, path: pathname + search } };
    }
    return known.place;
  };
}

function beginAnswer(
  head: AnswerHead,
  body: Exchange,
  running: RunningCall,
  parts: UpstreamHttpParts,
): UpstreamAnswer {
  const headers = flatHeaders(head.headers);
  const text = new AnswerText(body, headers['content-encoding'], running, parts);
  return {
    status: head.status,
    headers,
    text,
    setSpeaking: now => {
      text.speaking = now;
    },
    endAfterSilence: ms => {
      text.silence = ms;
    },
    finish() {
      text.finished = true;
      running.release();
    },
  };
}

/** The text of a body as it comes. One step for each piece: every promise more is waited for with every token. */
class AnswerText implements AsyncIterableIterator<string> {
  speaking = false;
  finished = false;
  /** Silence of this length, in ms, is the end. */
  silence: number | undefined;
  private readonly exchange: Exchange;
  private readonly running: RunningCall;
  private readonly parts: Pick<UpstreamHttpParts, 'waits' | 'host'>;
  private readonly bytes: AsyncIterator<Uint8Array>;
  private readonly decoder = new StringDecoder('utf8');
  private first = true;
  private over = false;

  constructor(
    exchange: Exchange,
    encoding: string | undefined,
    running: RunningCall,
    parts: Pick<UpstreamHttpParts, 'waits' | 'host'>,
  ) {
    this.exchange = exchange;
    this.running = running;
    this.parts = parts;
    this.bytes = decoded(exchange, encoding)[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<string, undefined>> {
    if (this.over) return end;
    try {
      for (;;) {
        this.wait();
        const step = await this.bytes.next();
        // While the piece is looked at the upstream is not waited for.
        this.running.pause();
        const value = step.done ? this.decoder.end() : this.decoder.write(step.value);
        if (step.done) this.leave();
        if (value !== '') return { done: false, value };
        if (step.done) return end;
      }
    } catch (error) {
      this.leave();
      if (this.silence !== undefined && this.running.ranOut) return end;
      throw this.running.failure(error, this.parts.host);
    }
  }

  async return(): Promise<IteratorResult<string, undefined>> {
    this.leave();
    await this.bytes.return?.();
    return end;
  }

  private wait(): void {
    const { firstTokenMs, idleMs } = this.parts.waits;
    if (this.first) this.running.wait('first-byte', firstTokenMs);
    else if (this.speaking || this.silence !== undefined) this.running.wait('idle', this.silence ?? idleMs);
    else this.running.wait('first-byte', Math.max(firstTokenMs, idleMs));
    this.first = false;
  }

  private leave(): void {
    if (this.over) return;
    this.over = true;
    this.running.pause();
    if (this.finished) keepConnection(this.exchange, this.running);
    else {
      this.running.end();
      this.exchange.stop(new Error('not read to its end'));
    }
  }
}

const end = { done: true, value: undefined } as const;

/** Reads what is left of an answer, so that its connection can serve the next one. */
function keepConnection(body: Exchange, running: RunningCall): void {
  running.wait('idle', drainMs);
  void body.drain(drainBytes).then(() => running.end());
}
