import { toError } from './thrown';
import type { Disposable } from './disposable';

/** The only way a pure room may know the time: handed in, so that a test can own it. */
export interface Clock {
  /** Milliseconds from an arbitrary origin; never goes backwards. */
  now(): number;
  /** Calls `callback` once after `delay` ms. Disposing before then cancels it; the caller owns the timer. */
  setTimeout(callback: () => void, delay: number): Disposable;
}

/** Resolves after `delay` ms, or rejects with the signal's reason as soon as it aborts. Leaves no timer behind. */
export function sleep(clock: Clock, delay: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(toError(signal.reason, 'aborted'));
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delay);
    const onAbort = (): void => {
      timer.dispose();
      reject(toError(signal?.reason, 'aborted'));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
