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
 * Frames that can wait leave when the loop turns, if nothing more urgent takes them along.
 */
export function createWsPeer(socket: PeerSocket, wire: Wire, bounds: PeerBounds = fixedLimits): Peer {
  const waiting = new Set<() => void>();
  /** What is sent is held back; `soon`: and will leave before the event loop turns. */
  let corked = false;
  let soon = false;
  const flush = (): void => {
    if (!corked) return;
    corked = false;
    soon = false;
    wire.uncork();
  };
  const afterAll = (then: () => void): void => queueMicrotask(() => process.nextTick(then));
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
    send(frame, urgency = 'soon') {
      if (socket.readyState !== socket.OPEN) return;
      const first = !corked;
      if (first) {
        corked = true;
        wire.cork();
      }
      // When everything is done that was set off by what was received, also what promises set off. The HTTP client
      // writes to a connection it has kept only after it has looked once more whether that is still good, when the
      // loop turns: asking for that turn last of all is what lets the request leave before the news about it.
      if (urgency === 'soon' && !soon) {
        soon = true;
        afterAll(flush);
      } else if (first) afterAll(() => setImmediate(flush));
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
