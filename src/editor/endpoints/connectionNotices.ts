import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { WireError } from '../../protocol/errors';
import type { Session, SessionState } from '../../session/session';
import type { TurnTrouble } from './turnTrouble';

/** Failed attempts in a row before a connection that is being retried is worth a message. */
const patience = 3;

/** A connection that has lasted this long works, in ms. Opening alone proves nothing: garbage may follow. */
const worksAfterMs = 10_000;

/**
 * Tells the user once when the connection does not work, and not again until it has worked in between: never a
 * loop of messages. It has worked when a turn came to its end over it, or when it has lasted.
 * @param trouble requests that fail over a connection that works; told once until they succeed
 * @param tell shows the message
 */
export function connectionNotices(
  session: Pick<Session, 'onDidChangeState' | 'onDidEndTurn'>,
  trouble: Pick<TurnTrouble, 'onDidChange'>,
  clock: Clock,
  tell: (error: WireError) => void,
): Disposable {
  const store = new DisposableStore();
  let told = false;
  let failures = 0;
  let lasting: Disposable | undefined;
  const works = (): void => {
    told = false;
    failures = 0;
  };
  const once = (error: WireError): void => {
    if (!told) tell(error);
    told = true;
  };
  store.add(
    session.onDidChangeState((state: SessionState) => {
      lasting?.dispose();
      lasting = undefined;
      if (state.kind === 'ready') lasting = clock.setTimeout(works, worksAfterMs);
      else if (state.kind === 'refused') once(state.error);
      else if (state.kind === 'waiting' && ++failures >= patience) once(state.error);
    }),
  );
  store.add(
    session.onDidEndTurn(({ status }) => {
      if (status === 'completed' || status === 'incomplete') works();
    }),
  );
  let toldOfTrouble = false;
  store.add(
    trouble.onDidChange(error => {
      // A refused connection is told of by its state, a refused tier with a choice.
      if (error && error.kind !== 'tier' && !toldOfTrouble && !told) tell(error);
      toldOfTrouble = error !== undefined;
    }),
  );
  store.add({ dispose: () => lasting?.dispose() });
  return store;
}
