import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter, type Event } from '../../common/emitter';
import { isKeyRefused, type WireError } from '../../protocol/errors';
import { featureOf } from '../../session/lane';
import type { Session } from '../../session/session';

/** Failures in a row before something that may pass by itself counts as trouble. */
const patience = 3;

/** Whether the requests of a session come to anything. */
export interface TurnTrouble extends Disposable {
  /** Why they do not; undefined while they do, or nothing is known. */
  readonly current: WireError | undefined;
  readonly onDidChange: Event<WireError | undefined>;
}

/**
 * Watches how turns end. An open connection proves nothing about what stands behind a gateway: a model may be unknown
 * there, or the server gone. Edits and chats show their own failures, so those of suggestions count. What asking again does not mend counts at once, as does
 * a server that is not there, since the session has asked again by then; what may pass counts after some failures.
 */
export function turnTrouble(session: Pick<Session, 'onDidEndTurn'>): TurnTrouble {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<WireError | undefined>());
  let current: WireError | undefined;
  let failures = 0;
  const set = (error: WireError | undefined): void => {
    if (error?.message === current?.message && error?.code === current?.code) return;
    current = error;
    changed.fire(error);
  };
  store.add(
    session.onDidEndTurn(({ lane, status, error }) => {
      if (status === 'completed' || status === 'incomplete') {
        failures = 0;
        set(undefined);
      } else if (
        error &&
        featureOf(lane) === 'inline' &&
        saidByServer(error) &&
        (isForGood(error) || ++failures >= patience)
      )
        set(error);
    }),
  );
  return {
    get current() {
      return current;
    },
    onDidChange: changed.event,
    dispose: () => store.dispose(),
  };
}

function isForGood({ remedy, code }: WireError): boolean {
  return remedy === 'surface' || code === 'upstream_unreachable';
}

/** Whether the server refused a request; a lost connection and a refused key are told by the connection's state. */
function saidByServer(error: WireError): boolean {
  const { kind } = error;
  return (
    kind === 'request' ||
    kind === 'tier' ||
    kind === 'server' ||
    kind === 'rate-limit' ||
    (kind === 'auth' && !isKeyRefused(error))
  );
}
