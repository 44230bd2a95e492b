import { messageOf } from '../../common/thrown';
import type { Gate, GateUser, Pass } from '../admission/gate';
import { EngineError } from '../../engines/engine';
import type { FairShares, Share } from '../admission/fairShares';
import type { FromWorker, ToWorker } from './messages';

/** What one worker has asked of the gate. */
interface WorkerState {
  /** Who is in, and what he has cost so far, in tokens. */
  readonly inside: Map<number, { readonly pass: Pass; soFar: number }>;
  /** Its open sockets. */
  readonly sockets: Map<number, Share>;
  readonly waiting: Map<number, AbortController>;
  readonly connections: Map<number, { readonly identity: object; uses: number }>;
}

/**
 * Answers the workers of a gateway for its one gate and its sockets, so that rates, budgets, slots and the number of
 * sockets hold over all of them. What a worker held is given back when it is gone, and what its turns have cost until then
 * is counted.
 */
export class GateOfWorkers {
  private readonly gate: Gate;
  private readonly sockets: FairShares;
  private readonly workers = new Map<number, WorkerState>();

  /** @param sockets those that may be open, over all workers */
  constructor(gate: Gate, sockets: FairShares) {
    this.gate = gate;
    this.sockets = sockets;
  }

  /** There is a worker of this number, which no other one has had. */
  add(worker: number): void {
    this.workers.set(worker, {
      ...{ inside: new Map(), sockets: new Map(), waiting: new Map(), connections: new Map() },
    });
  }

  /** Takes what a worker has said; nothing of one that is gone. `answer` sends something back to it. */
  take(worker: number, message: FromWorker, answer: (message: ToWorker) => void): void {
    const state = this.workers.get(worker);
    if (!state) return;
    if (message.kind === 'enter') void this.enter(state, message, answer);
    else if (message.kind === 'abort') state.waiting.get(message.id)?.abort(new Error('aborted'));
    else if (message.kind === 'so far') {
      const turn = state.inside.get(message.id);
      if (turn) turn.soFar = message.tokens;
    } else if (message.kind === 'leave') {
      state.inside.get(message.id)?.pass.leave(message.tokens);
      state.inside.delete(message.id);
    } else if (message.kind === 'socket?') {
      const share = this.sockets.share(message.client);
      const given = share.grow(1);
      if (given) state.sockets.set(message.id, share);
      answer({ kind: 'socket', id: message.id, given });
    } else if (message.kind === 'socket closed') {
      state.sockets.get(message.id)?.dispose();
      state.sockets.delete(message.id);
    }
  }

  /** A worker is gone. */
  drop(worker: number): void {
    const state = this.workers.get(worker);
    this.workers.delete(worker);
    for (const waiting of state?.waiting.values() ?? []) waiting.abort(new Error('gone'));
    for (const { pass, soFar } of state?.inside.values() ?? []) pass.leave(soFar);
    for (const share of state?.sockets.values() ?? []) share.dispose();
  }

  private async enter(
    state: WorkerState,
    message: Extract<FromWorker, { kind: 'enter' }>,
    answer: (message: ToWorker) => void,
  ): Promise<void> {
    const { id } = message;
    const abort = new AbortController();
    state.waiting.set(id, abort);
    const connection = state.connections.get(message.connection) ?? { identity: {}, uses: 0 };
    state.connections.set(message.connection, connection);
    connection.uses++;
    try {
      const pass = await this.gate.enter(userOf(message.client), connection.identity, abort.signal);
      // It may have gone, or have stopped to wait, while this was on its way.
      if (abort.signal.aborted) return pass.leave(0);
      state.inside.set(id, { pass, soFar: 0 });
      answer({ kind: 'entered', id });
    } catch (error) {
      if (abort.signal.aborted) return;
      const { status, code, headers } =
        error instanceof EngineError ? error : { status: 500, code: 'server_error', headers: undefined };
      const told = headers ? { headers: { ...headers } } : {};
      answer({ kind: 'refused', id, status, code, message: messageOf(error), ...told });
    } finally {
      state.waiting.delete(id);
      if (--connection.uses === 0) state.connections.delete(message.connection);
    }
  }
}

/** What is not bounded is not said. */
function userOf(asked: Extract<FromWorker, { kind: 'enter' }>['client']): GateUser {
  return { ...asked, requestsPerMinute: asked.requestsPerMinute, maxInFlight: asked.maxInFlight };
}
