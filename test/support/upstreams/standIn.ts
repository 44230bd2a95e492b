import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { ServerResponse } from 'node:http';

/** A request a stand-in got. */
export interface Asked {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The JSON body; an empty object when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Number of the connection it came by, from 1. */
  readonly connection: number;
  /** Whether the asker hung up before the answer was whole. */
  hungUp: boolean;
  /** Whether the answer has ended, one way or the other. */
  over: boolean;
}

/** One thing a stand-in does while it answers. */
export type Step =
  /** Bytes or text that leave in a packet of their own. */
  | string
  | Buffer
  /** Waits for something of the test's. */
  | Promise<unknown>
  /** Cuts the connection with a reset, or never ends. */
  | { readonly do: 'reset' | 'hang' };

/** An answer, step by step. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Happens before the headers are sent. */
  readonly before?: readonly Step[];
  readonly steps: readonly Step[];
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    steps: [JSON.stringify(body)],
  };
}

/** The answer of a server that streams: an event each step. */
export function stream(events: readonly string[], headers: Readonly<Record<string, string>> = {}): Reply {
  return { headers: { 'content-type': 'text/event-stream; charset=utf-8', ...headers }, steps: events };
}

/** One event without a name. */
export function data(value: unknown): string {
  return `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
}

/** A server on loopback whose every byte a test decides. Dispose it. */
export class StandIn {
  readonly asked: Asked[] = [];
  /** Connections made so far. */
  connections = 0;
  /** Answers each request. */
  answer: (asked: Asked) => Reply;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Set<() => void>();
  readonly #scheme: string;

  private constructor(
    answer: (asked: Asked) => Reply,
    tls?: { readonly key: string; readonly cert: string },
  ) {
    this.answer = answer;
    const listener: RequestListener = (request, response) => {
      void this.#take(request, response).catch(() => response.destroy());
    };
    this.#server = tls ? createTlsServer(tls, listener) : createServer(listener);
    this.#scheme = tls ? 'https' : 'http';
    this.#server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      numbers.set(socket, ++this.connections);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  static async start(
    answer: (asked: Asked) => Reply,
    tls?: { readonly key: string; readonly cert: string },
    port = 0,
  ): Promise<StandIn> {
    const standIn = new StandIn(answer, tls);
    standIn.#server.listen(port, '127.0.0.1');
    await once(standIn.#server, 'listening');
    return standIn;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The stand-in does not listen.');
    return address.port;
  }

  /** Its address without a path. */
  get origin(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  /** The requests that generate. */
  get posts(): readonly Asked[] {
    return this.asked.filter(({ method, path }) => method === 'POST' && path !== '/tokenize');
  }

  /** Connections open now. */
  get open(): number {
    return this.#sockets.size;
  }

  /** Waits until `look` holds. */
  until(look: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const attempt = (): void => {
        if (!look()) return;
        this.#waiting.delete(attempt);
        resolve();
      };
      this.#waiting.add(attempt);
      attempt();
    });
  }

  async dispose(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #changed(): void {
    for (const look of this.#waiting) look();
  }

  async #take(request: Parameters<RequestListener>[0], response: ServerResponse): Promise<void> {
    let text = '';
    for await (const piece of request) text += String(piece);
    const asked: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? {} : (JSON.parse(text) as Asked['body']),
      connection: numbers.get(request.socket) ?? 0,
      hungUp: false,
      over: false,
    };
    this.asked.push(asked);
    response.on('close', () => {
      asked.over = true;
      asked.hungUp = !response.writableFinished;
      this.#changed();
    });
    this.#changed();
    const { status = 200, headers = {}, before = [], steps } = this.answer(asked);
    if (!(await play(before, response))) return;
    response.writeHead(status, headers);
    response.flushHeaders();
    if (await play(steps, response)) response.end();
  }
}

const numbers = new WeakMap<Socket, number>();

/** False when the answer is not to be ended in the ordinary way. */
async function play(steps: readonly Step[], response: ServerResponse): Promise<boolean> {
  const { socket } = response;
  socket?.setNoDelay(true);
  for (const step of steps) {
    if (step instanceof Promise) {
      await step;
      continue;
    }
    if (typeof step === 'object' && 'do' in step) {
      if (step.do === 'hang') return false;
      // What was written leaves first.
      await new Promise(resolve => setImmediate(resolve));
      socket?.resetAndDestroy();
      return false;
    }
    if (response.destroyed) return false;
    await new Promise<void>(resolve => response.write(step, () => resolve()));
    await new Promise(resolve => setImmediate(resolve));
  }
  return true;
}
