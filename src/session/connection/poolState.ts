import type { Disposable } from '../../common/disposable';
import type { WireError } from '../../protocol/errors';
import type { SessionState } from '../session';
import type { Connection } from './connection';

/** What a pool does about the next connection. How many are open is another matter: in most states there may be any number. */
export type PoolState =
  /** Nothing: there are connections enough, or nobody needs one. The next demand opens one. */
  | { readonly kind: 'idle' }
  /** Where to connect is being found out (a gateway may have to start first). Owns the question and its time limit. */
  | {
      readonly kind: 'finding';
      readonly abort: AbortController;
      readonly limit: Disposable;
    }
  /** The socket is on its way. Owns the connection until it is open. */
  | { readonly kind: 'opening'; readonly connection: Connection }
  /** Nothing could be had, and the next attempt is due later. Owns the timer. No connection takes turns. */
  | {
      readonly kind: 'waiting';
      readonly timer: Disposable;
      readonly retryInMs: number;
      readonly error: WireError;
    }
  /** The endpoint does not want us; only a user can end this. No connection takes turns, not even while it is being closed. */
  | { readonly kind: 'refused'; readonly error: WireError }
  /** The end. */
  | { readonly kind: 'disposed' };

export type PoolStateKind = PoolState['kind'];

/** Which states may follow which. A move that is not in here is not made. */
export const following: Readonly<Record<PoolStateKind, readonly PoolStateKind[]>> = {
  // A demand, or an old connection; the last connection was lost; it was lost for good.
  idle: ['finding', 'waiting', 'refused', 'disposed'],
  // The place is known; it is not to be had (what then is decided from `idle`); a key was refused meanwhile.
  finding: ['opening', 'idle', 'refused', 'disposed'],
  // It is open, or could not be opened.
  opening: ['idle', 'refused', 'disposed'],
  // The time has come; a user asks for it at once; one that was still in use for its last turn was lost for good. One that was
  // lost otherwise changes nothing: how long to wait is what the server has asked for, or has earned.
  waiting: ['finding', 'idle', 'refused', 'disposed'],
  // A user asks for it; a later reason takes the place of the first.
  refused: ['idle', 'refused', 'disposed'],
  disposed: [],
};

/** Always in exactly one state, and what a state owns ends with it. */
export class PoolStanding {
  private current: PoolState = { kind: 'idle' };

  get state(): PoolState {
    return this.current;
  }

  /** Whether the table leads there. */
  may(kind: PoolStateKind): boolean {
    return following[this.current.kind].includes(kind);
  }

  /** Goes to another state; where the table does not lead there, what that one owns is ended and this one stays. */
  enter(next: PoolState): void {
    if (!this.may(next.kind)) return leave(next);
    const former = this.current;
    this.current = next;
    leave(former, next);
  }
}

/** Ends what a state owns, but for what the next one takes over. */
function leave(state: PoolState, next?: PoolState): void {
  if (state.kind === 'finding') {
    state.limit.dispose();
    if (next?.kind !== 'opening') state.abort.abort();
  } else if (state.kind === 'waiting') {
    state.timer.dispose();
  } else if (state.kind === 'opening' && state.connection.state === 'opening') {
    state.connection.dispose();
  }
}

/** The state as a user would describe it; `isOpen` says whether there is a connection that takes turns. */
export function inWords(state: PoolState, isOpen: boolean): SessionState {
  switch (state.kind) {
    case 'disposed':
      return { kind: 'disposed' };
    case 'refused':
      return { kind: 'refused', error: state.error };
    case 'waiting':
      return { kind: 'waiting', retryInMs: state.retryInMs, error: state.error };
    case 'finding':
    case 'opening':
      return { kind: isOpen ? 'ready' : 'connecting' };
    case 'idle':
      return { kind: isOpen ? 'ready' : 'idle' };
  }
}
