/** Counts what a session takes and gives back. */
import type { Clock } from '../../src/common/clock';
import { toDisposable, type Disposable } from '../../src/common/disposable';
import type { OpenSocket } from '../../src/session/connection/socket';

/** A clock that knows which of its timers have neither fired nor been disposed. */
export class CountingClock implements Clock {
  readonly #clock: Clock;
  readonly #pending = new Set<symbol>();
  #started = 0;
  #most = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  setTimeout(callback: () => void, delay: number): Disposable {
    const timer = Symbol('timer');
    this.#pending.add(timer);
    this.#started++;
    this.#most = Math.max(this.#most, this.#pending.size);
    const running = this.#clock.setTimeout(() => {
      this.#pending.delete(timer);
      callback();
    }, delay);
    return toDisposable(() => {
      this.#pending.delete(timer);
      running.dispose();
    });
  }

  /** Timers still to fire. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Timers started so far. */
  get started(): number {
    return this.#started;
  }

  /** The most that were pending at the same time. */
  get most(): number {
    return this.#most;
  }
}

/** Knows how many of the sockets it opened are still referenced by anybody. */
export class SocketLedger {
  readonly #alive = new FinalizationRegistry<void>(() => this.#collected++);
  #opened = 0;
  #collected = 0;

  /** Opens sockets and registers each, with the listener it was given. */
  counting(open: OpenSocket): OpenSocket {
    return (target, listener) => {
      const socket = open(target, listener);
      this.#opened++;
      this.#alive.register(socket, undefined);
      this.#alive.register(listener, undefined);
      return socket;
    };
  }

  get opened(): number {
    return this.#opened;
  }

  /** Sockets and listeners that have not been collected. Changes only after a collection and a turn of the loop. */
  get referenced(): number {
    return 2 * this.#opened - this.#collected;
  }
}
