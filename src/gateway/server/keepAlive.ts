import type { Clock } from '../../common/clock';
import { toDisposable, type Disposable } from '../../common/disposable';

/** The part of a `ws` socket that is used here. */
export interface PingedSocket {
  readonly isPaused: boolean;
  ping(): void;
  terminate(): void;
  on(event: 'pong' | 'message', listener: () => void): unknown;
  off(event: 'pong' | 'message', listener: () => void): unknown;
}

/** How long a socket may show no sign of life, in ms. */
export interface Pulse {
  /** From one ping to the next. */
  readonly interval: number;
  /** While it is paused: it is not read from then (see `createWsPeer`), so that nobody hears its pongs (findings/ws-paused.sh). */
  readonly paused: number;
}

/**
 * Pings a socket and ends it when a whole interval passes without any sign of life: the other side has gone to
 * sleep or lost its network without saying so. The caller disposes when the socket has closed.
 */
export function keepAlive(socket: PingedSocket, clock: Clock, { interval, paused }: Pulse): Disposable {
  let alive = true;
  let wasPaused = false;
  let silent = 0;
  const onLife = (): void => {
    alive = true;
  };
  socket.on('pong', onLife);
  socket.on('message', onLife);
  let timer = clock.setTimeout(tick, interval);
  function tick(): void {
    // What it has said meanwhile is only now being read.
    const isHeardAgain = wasPaused && !socket.isPaused;
    wasPaused = socket.isPaused;
    silent = alive || isHeardAgain ? 0 : silent + interval;
    if (silent >= (wasPaused ? paused : interval)) return socket.terminate();
    alive = false;
    socket.ping();
    timer = clock.setTimeout(tick, interval);
  }
  return toDisposable(() => {
    timer.dispose();
    socket.off('pong', onLife);
    socket.off('message', onLife);
  });
}
