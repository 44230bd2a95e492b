import type { Clock } from './clock';
import { toDisposable } from './disposable';

/** The longest that Node and browsers can count, in ms: a timer that is to take longer fires at once. */
const longestMs = 2 ** 31 - 1;

/** The machine's monotonic clock. Timers do not keep a Node process alive by themselves, and fire after 24 days at the latest. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout(callback, delay) {
    const timer = setTimeout(callback, Math.min(delay, longestMs));
    if (typeof timer === 'object') timer.unref();
    return toDisposable(() => clearTimeout(timer));
  },
};
