import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Peer } from '../connection/connection';
import { fixedLimits } from '../limits';
import { textFrames } from './textFrames';
import { UnreadBytes, type UnreadBounds } from './unreadBytes';

/** The part of a `ws` socket that is used here. */
export interface PeerSocket {
  readonly readyState: number;
  readonly OPEN: number;
  /** Bytes that were written and have not left yet. */
  readonly bufferedAmount: number;
  readonly isPaused: boolean;
  pause(): void;
  resume(): void;
  close(code: number, reason: string): void;
  /** The other side answers with the same data once it has read everything before. */
  ping(data: string): void;
  on(event: 'pong', listener: (data: Buffer) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** The connection beneath a `ws` socket, which nobody else writes texts to. */
export interface Wire {
  write(bytes: Uint8Array, onSent: () => void): unknown;
}

/**
 * How long a frame that can wait waits for one that cannot, in ms: as long as a server takes that answers at once. By then
 * the request that it is the news of has left too.
 */
const momentMs = 1;

/** When to stop and when to go on; see `fixedLimits`. In bytes. */
export interface PeerBounds {
  readonly writeHighBytes: number;
  readonly writeLowBytes: number;
  readonly readStopBytes: number;
  readonly unreadBytes: UnreadBounds;
}

/**
 * A `ws` socket as a connection sees it, with back-pressure in both directions: engines wait while much is on
 * its way to a slow reader, and a reader that takes nothing at all is not read from any more. Frames that are sent
 * before the event loop turns leave in one piece: a system call costs more than all that is done to make a frame.
 * Frames that can wait leave a moment later, if nothing more urgent takes them along.
 *
 * What has left is not read yet: the kernels on both sides take megabytes from whoever writes to somebody who does not
 * read. So a ping follows each portion; a client answers it when it has read so far, and that says how much it has.
 */
export function createWsPeer(
  socket: PeerSocket,
  wire: Wire,
  clock: Clock,
  bounds: PeerBounds = fixedLimits,
): Peer {
  const waiting = new Set<() => void>();
  /** What is sent is held back; `soon`: and will leave before the event loop turns. */
  let held: string[] = [];
  let heldUnits = 0;
  let soon = false;
  let later: Disposable | undefined;
  const onWay = (): number => socket.bufferedAmount + heldUnits;
  const unread = new UnreadBytes(bounds.unreadBytes, mark => socket.ping(mark));
  const flush = (): void => {
    soon = false;
    if (held.length === 0) return;
    const texts = held;
    held = [];
    heldUnits = 0;
    if (socket.readyState !== socket.OPEN) return;
    const bytes = textFrames(texts);
    wire.write(bytes, onSent);
    unread.sent(bytes.length);
  };
  const flushLate = (): void => {
    later = undefined;
    flush();
  };
  const afterAll = (then: () => void): void => queueMicrotask(() => process.nextTick(then));
  const release = (): void => {
    for (const resolve of waiting) resolve();
    waiting.clear();
  };
  const onSent = (): void => {
    if (onWay() > bounds.writeLowBytes) return;
    if (socket.isPaused) socket.resume();
    if (!unread.isMuch) release();
  };
  socket.once('close', () => {
    later?.dispose();
    release();
  });
  socket.on('pong', data => {
    unread.read(data.toString('latin1'));
    onSent();
  });
  return {
    send(frame, urgency = 'soon') {
      if (socket.readyState !== socket.OPEN) return;
      held.push(frame);
      heldUnits += frame.length;
      // When everything is done that was set off by what was received, also what promises set off.
      if (heldUnits > bounds.writeHighBytes) flush();
      else if (urgency === 'soon' && !soon) {
        soon = true;
        afterAll(flush);
      } else if (urgency === 'later' && !soon && !later) {
        later = clock.setTimeout(flushLate, momentMs);
      }
      if (onWay() > bounds.readStopBytes) socket.pause();
    },
    ready(signal) {
      const open = socket.readyState === socket.OPEN;
      const isMuch = onWay() > bounds.writeHighBytes || unread.isMuch;
      if (!open || signal.aborted || !isMuch) return undefined;
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
      // Its last words are texts like all others.
      flush();
      socket.close(code, reason);
    },
  };
}
