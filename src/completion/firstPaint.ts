import type { Clock } from '../common/clock';
import type { Disposable } from '../common/disposable';
import type { LineMode } from './lineMode';
import { paintable } from './paintable';
import type { PendingAnswer } from './pendingAnswer';
import type { CursorSnapshot } from './snapshot';

/**
 * Waits for the first piece of an answer that may be shown at `snapshot`, or for its end. Resolves to undefined
 * when nothing is to be shown, when the typing went another way, or when `signal` aborts; never rejects.
 */
export function firstPaint(
  answer: PendingAnswer,
  snapshot: CursorSnapshot,
  how: {
    readonly mode: LineMode;
    readonly clock: Clock;
    /** How long, in ms, a complete first line waits for more of a fast answer. */
    readonly settleMs: number;
  },
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise(resolve => {
    let settle: Disposable | undefined;
    const finish = (text: string | undefined): void => {
      settle?.dispose();
      changes.dispose();
      signal.removeEventListener('abort', onAbort);
      resolve(text);
    };
    const onAbort = (): void => finish(undefined);
    const ready = (): string | undefined => {
      const rest = answer.restAt(snapshot);
      return rest === undefined ? undefined : paintable(rest, answer.ended, how.mode);
    };
    const onChange = (): void => {
      if (answer.ended) return finish(answer.usable ? ready() : undefined);
      if (answer.restAt(snapshot) === undefined) return finish(undefined);
      const text = ready();
      if (text === undefined) return;
      if (how.mode === 'single') return finish(text);
      settle ??= how.clock.setTimeout(() => finish(ready()), how.settleMs);
    };
    const changes = answer.onDidChange(onChange);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else onChange();
  });
}
