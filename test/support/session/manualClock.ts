import type { Clock } from '../../../src/common/clock';
import type { Disposable } from '../../../src/common/disposable';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that moves only when a test says so. */
export class ManualClock implements Clock {
  private time = 1000;
  private order = 0;
  private timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, delay: number): Disposable {
    const timer: Timer = { due: this.time + Math.max(0, delay), order: this.order++, callback };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  }

  /** Timers not yet fired or cancelled: 0 when nothing was left behind. */
  get pending(): number {
    return this.timers.size;
  }

  /** Moves on, firing what falls due in its order, with promises settled in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = [...this.timers]
        .filter(({ due }) => due <= end)
        .sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.callback();
      await settle();
    }
    this.time = end;
  }

  /** As after a sleep of the machine: time has passed, timers fire late. */
  jump(ms: number): void {
    this.time += ms;
  }
}

/** Lets every promise that can settle do so. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
