import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Rest } from '../answers/answerPieces';
import type { PendingAnswer } from './pendingAnswer';
import type { CursorSnapshot } from '../snapshot';

/**
 * Waits for what an answer has to show at `snapshot`: a complete piece or, when that is slow to come, the lines there
 * are. Resolves to undefined when nothing is to be shown, when the typing went another way, or when `signal` aborts;
 * never rejects.
 */
export function firstPaint(
  answer: PendingAnswer,
  snapshot: CursorSnapshot,
  how: {
    readonly clock: Clock;
    /** How long, in ms, complete lines wait for more of a fast answer. */
    readonly settleMs: number;
  },
  signal: AbortSignal,
): Promise<Rest | undefined> {
  return new Promise(resolve => {
    let settle: Disposable | undefined;
    const finish = (rest: Rest | undefined): void => {
      settle?.dispose();
      changes.dispose();
      signal.removeEventListener('abort', onAbort);
      resolve(rest);
    };
    const onAbort = (): void => finish(undefined);
    const onChange = (): void => {
      const rest = answer.restAt(snapshot);
      if (answer.ended) return finish(answer.usable ? rest : undefined);
      if (!rest || rest.complete) return finish(rest);
      if (rest.text !== '') {
        settle ??= how.clock.setTimeout(() => finish(answer.restAt(snapshot)), how.settleMs);
      }
    };
    const changes = answer.onDidChange(onChange);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    else onChange();
  });
}
