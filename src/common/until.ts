import type { Clock } from './clock';
import type { Disposable } from './disposable';

/**
 * Resolves when something holds, or after `patienceMs` if it does not by then. It is looked at now and with every change;
 * timer and listener end with the promise.
 */
export async function until(
  holds: () => boolean,
  onDidChange: (listener: () => void) => Disposable,
  clock: Clock,
  patienceMs: number,
): Promise<void> {
  if (holds()) return;
  await new Promise<void>(resolve => {
    const finish = (): void => {
      listener.dispose();
      timer.dispose();
      resolve();
    };
    const timer = clock.setTimeout(finish, patienceMs);
    const listener = onDidChange(() => {
      if (holds()) finish();
    });
  });
}
