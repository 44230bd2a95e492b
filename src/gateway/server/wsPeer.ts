import type { Peer } from '../connection/connection';
import { fixedLimits } from '../limits';

/** The part of a `ws` socket that is used here. */
export interface PeerSocket {
  readonly readyState: number;
  readonly OPEN: number;
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number;
  readonly isPaused: boolean;
  send(frame: string, onSent: () => void): void;
  pause(): void;
  resume(): void;
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** The connection beneath a `ws` socket. What is written while it is corked leaves in one piece. */
export interface Wire {
  cork(): void;
  uncork(): void;
}

/** When to stop and when to go on; see `fixedLimits`. In bytes. */
export interface PeerBounds {
  readonly writeHighBytes: number;
  readonly writeLowBytes: number;
  readonly readStopBytes: number;
}

/**
 * A `ws` socket as a connection sees it, with back-pressure in both directions: engines wait while much is on
 * its way to a slow reader, and a reader that takes nothing at all is not read from any more. Frames that are sent
 * before the event loop turns leave in one piece: a system call costs more than all that is done to make a frame.
 */
export function createWsPeer(socket: PeerSocket, wire: Wire, bounds: PeerBounds = fixedLimits): Peer {
  const waiting = new Set<() => void>();
  let corked = false;
  const flush = (): void => {
    corked = false;
    wire.uncork();
  };
  const release = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const onSent = (): void => {
    if (socket.bufferedAmount > bounds.writeLowBytes) return;
    if (socket.isPaused) socket.resume();
    release();
  };
  socket.once('close', release);
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (!corked) {
        corked = true;
        wire.cork();
        // When everything is done that was set off by what was received, also what promises set off: a request to
        // an upstream leaves before the news that it is on its way.
        queueMicrotask(() => process.nextTick(flush));
      }
      socket.send(frame, onSent);
      if (socket.bufferedAmount > bounds.readStopBytes) socket.pause();
    },
    ready(signal) {
      const open = socket.readyState === socket.OPEN;
      if (!open || signal.aborted || socket.bufferedAmount <= bounds.writeHighBytes) return Promise.resolve();
      return new Promise(resolve => {
        const done = (): void => {
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal.addEventListener('abort', done, { once: true });
      });
    },
    close(code, reason) {
      socket.close(code, reason);
    },
  };
}
