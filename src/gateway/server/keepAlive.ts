import type { Clock } from '../../common/clock';
import { toDisposable, type Disposable } from '../../common/disposable';

/** The part of a `ws` socket that is used here. */
export interface PingedSocket {
  ping(): void;
  terminate(): void;
  on(event: 'pong' | 'message', listener: () => void): unknown;
  off(event: 'pong' | 'message', listener: () => void): unknown;
}

/**
 * Pings a socket and ends it when a whole interval passes without any sign of life: the other side has gone to
 * sleep or lost its network without saying so. The caller disposes when the socket has closed.
 */
export function keepAlive(socket: PingedSocket, clock: Clock, interval: number): Disposable {
  let alive = true;
  const onLife = (): void => {
    alive = true;
  };
  socket.on('pong', onLife);
  socket.on('message', onLife);
  let timer = clock.setTimeout(tick, interval);
  function tick(): void {
    if (!alive) return socket.terminate();
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
