import type { Clock } from './clock';
import { toDisposable } from './disposable';

/** The machine's monotonic clock. Timers do not keep a Node process alive by themselves. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout(callback, delay) {
    const timer = setTimeout(callback, delay);
    if (typeof timer === 'object') timer.unref();
    return toDisposable(() => clearTimeout(timer));
  },
};
