import type { WebSocket } from 'ws';
import type { Clock } from '../../common/clock';
import { toDisposable, type Disposable } from '../../common/disposable';

/**
 * Pings a socket and ends it when a whole interval passes without any sign of life: the other side has gone to
 * sleep or lost its network without saying so. The caller disposes when the socket has closed.
 */
export function keepAlive(socket: WebSocket, clock: Clock, interval: number): Disposable {
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
