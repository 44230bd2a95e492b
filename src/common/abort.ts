import type { Clock } from './clock';
import type { Disposable } from './disposable';
import { toError } from './thrown';

/** Settles as a promise does, or rejects with the signal's reason once that aborts. Leaves no listener behind. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(toError(signal.reason, 'aborted'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A signal that lasts as long as another, but no longer than a time. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Makes a signal that aborts with another one, after `limitMs`, and when it is disposed of: then neither a timer nor a
 * listener of it is left. The caller disposes.
 */
export function timeLimit(clock: Clock, limitMs: number, signal: AbortSignal): TimeLimit {
  const limit = new AbortController();
  const stop = (): void => {
    timer.dispose();
    signal.removeEventListener('abort', stop);
    limit.abort();
  };
  const timer = clock.setTimeout(stop, limitMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return { signal: limit.signal, dispose: stop };
}
