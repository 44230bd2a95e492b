import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';

/**
 * Passes a flag on only once it has been true for `delayMs`; false goes through at once. What is over sooner than
 * a user can see it should not flicker.
 */
export function lingering(
  clock: Clock,
  delayMs: number,
  report: (flag: boolean) => void,
): Disposable & { set(flag: boolean): void } {
  let timer: Disposable | undefined;
  let reported = false;
  const tell = (flag: boolean): void => {
    if (flag === reported) return;
    reported = flag;
    report(flag);
  };
  return {
    set(flag) {
      timer?.dispose();
      timer = undefined;
      if (!flag) tell(false);
      else if (!reported) timer = clock.setTimeout(() => tell(true), delayMs);
    },
    dispose: () => timer?.dispose(),
  };
}
