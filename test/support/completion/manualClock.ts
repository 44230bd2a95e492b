import type { Clock } from '../../../src/common/clock';
import { toDisposable, type Disposable } from '../../../src/common/disposable';

/** A clock that moves only when a test says so. */
export class ManualClock implements Clock {
  private time = 0;
  private timers: { due: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, delay: number): Disposable {
    const timer = { due: this.time + delay, callback };
    this.timers.push(timer);
    return toDisposable(() => (this.timers = this.timers.filter(other => other !== timer)));
  }

  /** Moves time on by `ms`, calling what falls due on the way, in order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter(timer => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.timers = this.timers.filter(other => other !== next);
      this.time = next.due;
      next.callback();
    }
    this.time = end;
  }
}
