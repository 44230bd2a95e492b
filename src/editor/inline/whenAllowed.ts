import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Event } from '../../common/emitter';
import { until } from '../../common/until';
import type { Ineligibility } from '../../completion/eligibility';

/** The ignore files of a document are read when it is first asked about; they are waited for this long at most, in ms. */
const patienceMs = 5_000;

/** The part of a `CancellationToken` that is used. */
export interface CallToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): Disposable;
}

/**
 * Whether a document may have suggestions. While its ignore files are read VS Code is kept waiting, until it lets go of its
 * call: with no answer now it would not ask again before the next key.
 *
 * @param off why it has none, as far as that is known
 * @param onDidChange that may be something else now
 */
export async function whenAllowed(
  off: () => Ineligibility | undefined,
  onDidChange: Event<void>,
  token: CallToken,
  clock: Clock,
): Promise<boolean> {
  const isOver = (): boolean => token.isCancellationRequested || off()?.kind !== 'reading';
  const either = (listener: () => void): Disposable => {
    const store = new DisposableStore();
    store.add(onDidChange(listener));
    store.add(token.onCancellationRequested(listener));
    return store;
  };
  await until(isOver, either, clock, patienceMs);
  return !token.isCancellationRequested && off() === undefined;
}
