import { toDisposable, type Disposable } from '../../common/disposable';
import type { SocketRoom } from '../admission/socketRoom';
import type { FromWorker, ToWorker } from './messages';

/** Room for sockets as a worker has it: the first process decides. */
export interface SocketsOfAll extends SocketRoom {
  /** Takes what the first process has said. */
  told(message: Extract<ToWorker, { kind: 'socket' }>): void;
}

/**
 * @param say sends something to the first process
 * @param isShared whether there are several clients
 */
export function socketsOfAll(say: (message: FromWorker) => void, isShared: () => boolean): SocketsOfAll {
  const asked = new Map<number, (room: Disposable | undefined) => void>();
  let ids = 0;
  return {
    take(client) {
      const id = ids++;
      say({ kind: 'socket?', id, client, shared: isShared() });
      return new Promise(resolve => asked.set(id, resolve));
    },
    told({ id, given }) {
      let open = given;
      const close = (): void => {
        if (open) say({ kind: 'socket closed', id });
        open = false;
      };
      asked.get(id)?.(given ? toDisposable(close) : undefined);
      asked.delete(id);
    },
  };
}
