import type { Clock } from '../../src/common/clock';
import type { Disposable } from '../../src/common/disposable';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. Its origin is not 0, so that a time is never mistaken for none. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #time = 1000;
  #order = 0;

  now(): number {
    return this.#time;
  }

  setTimeout(callback: () => void, delay: number): Disposable {
    const timer: Timer = { due: this.#time + Math.max(0, delay), order: this.#order++, callback };
    this.#timers.add(timer);
    return { dispose: () => void this.#timers.delete(timer) };
  }

  /** Timers neither fired nor cancelled: 0 when nothing was left behind. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Time until the next timer, in ms; undefined when there is none. */
  get untilNext(): number | undefined {
    const next = this.#nextBefore(Infinity);
    return next && next.due - this.#time;
  }

  /** Moves on, firing what falls due in its order. Promises settle only when the test waits for them. */
  tick(ms: number): void {
    const end = this.#time + ms;
    while (this.#fireNext(end));
    this.#time = end;
  }

  /** The same, with every promise that can settle settled before and after each timer. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    do await settle();
    while (this.#fireNext(end));
    this.#time = end;
  }

  /** As after a sleep of the machine: time has passed, timers fire late. */
  jump(ms: number): void {
    this.#time += ms;
  }

  #fireNext(end: number): boolean {
    const next = this.#nextBefore(end);
    if (!next) return false;
    this.#timers.delete(next);
    this.#time = Math.max(this.#time, next.due);
    next.callback();
    return true;
  }

  #nextBefore(end: number): Timer | undefined {
    return [...this.#timers]
      .filter(({ due }) => due <= end)
      .sort((a, b) => a.due - b.due || a.order - b.order)[0];
  }
}

/** Lets every promise that can settle do so. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
