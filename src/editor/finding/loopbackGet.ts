import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../common/clock';
import { DisposableStore } from '../../common/disposable';
import { flatHeaders } from '../../common/flatHeaders';
import type { LocalAnswer } from './readAnswer';

/** The two hosts that are this machine and nothing else. */
const hosts = ['127.0.0.1', '::1'] as const;

/** One of them. */
export type LoopbackHost = (typeof hosts)[number];

/** How long is waited, in ms: for a connection, and from there on for the whole answer. */
const connectMs = 150;
const answerMs = 300;

/** How long the second host waits for the first: where both listen, it is the same server. In ms. */
const preferenceMs = 30;

/** Largest answer that is read, in bytes. */
const maxBytes = 1024 * 1024;

/** What is asked. */
export interface LoopbackQuestion {
  readonly port: number;
  readonly path: string;
  /** Undefined: whichever listens. */
  readonly host?: LoopbackHost | undefined;
}

/**
 * Sends one GET to a port of this machine: without a key, a cookie or a body, past every proxy, and follows no redirect.
 * Resolves to undefined where nobody listens, where no whole answer comes in time, and where it is too large.
 */
export async function loopbackGet(
  { port, path, host }: LoopbackQuestion,
  clock: Clock,
  signal: AbortSignal,
): Promise<(LocalAnswer & { readonly host: LoopbackHost }) | undefined> {
  const connected = await firstConnected(host === undefined ? hosts : [host], port, clock, signal);
  if (!connected) return undefined;
  const answer = await get(connected, port, path, clock, signal);
  return answer && { ...answer, path, host: connected.host };
}

/** Whether a port of this machine takes a connection. Nothing is sent. */
export async function loopbackListens(
  host: LoopbackHost,
  port: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  const connected = await firstConnected([host], port, clock, signal);
  connected?.socket.destroy();
  return connected !== undefined;
}

interface Connected {
  readonly host: LoopbackHost;
  readonly socket: Socket;
}

/** Connects to all of the hosts and keeps one socket: that of the first host where both are there. */
function firstConnected(
  among: readonly LoopbackHost[],
  port: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Connected | undefined> {
  return new Promise(resolve => {
    const store = new DisposableStore();
    const open = new Set<Socket>();
    let second: Connected | undefined;
    const finish = (found: Connected | undefined): void => {
      store.dispose();
      signal.removeEventListener('abort', giveUp);
      for (const socket of open) if (socket !== found?.socket) socket.destroy();
      resolve(found);
    };
    const giveUp = (): void => finish(undefined);
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', giveUp, { once: true });
    for (const host of among) {
      const socket = connect({ host, port });
      open.add(socket);
      socket.on('error', () => {
        open.delete(socket);
        if (open.size === 0) finish(undefined);
        else if (second) finish(second);
      });
      socket.once('connect', () => {
        if (host === among[0]) return finish({ host, socket });
        second = { host, socket };
        if (open.size === 1) finish(second);
        else store.add(clock.setTimeout(() => finish(second), preferenceMs));
      });
    }
    store.add(afterTurn(clock, connectMs, () => finish(second)));
  });
}

function get(
  { host, socket }: Connected,
  port: number,
  path: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<Omit<LocalAnswer, 'path'> | undefined> {
  return new Promise(resolve => {
    const store = new DisposableStore();
    const agent = new Agent({ keepAlive: false });
    // The socket there is, and no other: no proxy of the editor's comes between.
    agent.createConnection = () => socket;
    const named = host === '::1' ? '[::1]' : host;
    const call = request(
      {
        agent,
        method: 'GET',
        host: '127.0.0.1',
        port,
        path,
        headers: { host: `${named}:${port}`, accept: 'application/json' },
      },
      response => {
        const pieces: Buffer[] = [];
        let bytes = 0;
        response.on('data', (piece: Buffer) => {
          bytes += piece.length;
          if (bytes > maxBytes) return finish(undefined);
          pieces.push(piece);
        });
        response.on('error', () => finish(undefined));
        response.on('end', () =>
          finish({
            status: response.statusCode ?? 0,
            headers: flatHeaders(response.headers),
            text: Buffer.concat(pieces).toString('utf8'),
          }),
        );
      },
    );
    const finish = (answer: Omit<LocalAnswer, 'path'> | undefined): void => {
      store.dispose();
      signal.removeEventListener('abort', giveUp);
      call.destroy();
      socket.destroy();
      resolve(answer);
    };
    const giveUp = (): void => finish(undefined);
    call.on('error', giveUp);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    store.add(afterTurn(clock, answerMs, giveUp));
    call.end();
  });
}

/**
 * Runs once after `delay` ms and after what has arrived by then was read: a busy extension host comes to its timers before
 * it comes to its sockets.
 */
function afterTurn(clock: Clock, delay: number, run: () => void): { dispose(): void } {
  let over = false;
  const timer = clock.setTimeout(() => {
    setImmediate(() => {
      if (!over) run();
    });
  }, delay);
  return {
    dispose() {
      over = true;
      timer.dispose();
    },
  };
}
