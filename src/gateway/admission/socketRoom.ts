import type { Disposable } from '../../common/disposable';
import { FairShares } from './fairShares';

/** Decides whether one more WebSocket may be open. */
export interface SocketRoom {
  /** Room for a socket of this client, to be disposed when it has closed; undefined: there is none. */
  take(client: string): Disposable | undefined | Promise<Disposable | undefined>;
}

/**
 * The room of one process.
 * @param most sockets that may be open
 * @param isShared whether there are several clients
 */
export function socketRoom(most: number, isShared: () => boolean): SocketRoom {
  const shares = new FairShares(most, isShared);
  return {
    take(client) {
      const share = shares.share(client);
      return share.grow(1) ? share : undefined;
    },
  };
}
