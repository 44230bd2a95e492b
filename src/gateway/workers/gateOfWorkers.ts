import { messageOf } from '../../common/thrown';
import type { Gate, Pass } from '../admission/gate';
import type { Client } from '../clients/client';
import { EngineError } from '../../engines/engine';
import type { FromWorker, ToWorker } from './messages';

/** What one worker has asked of the gate. */
interface WorkerState {
  readonly inside: Map<number, Pass>;
  readonly waiting: Map<number, AbortController>;
  readonly connections: Map<number, { readonly identity: object; uses: number }>;
}

/**
 * Answers the workers of a gateway for its one gate, so that rates, budgets and slots hold over all of them. What a worker
 * held is given back when it is gone.
 */
export class GateOfWorkers {
  private readonly gate: Gate;
  private readonly workers = new Map<number, WorkerState>();
  /** The same client is the same object, as long as its bounds are. */
  private readonly clients = new Map<string, { readonly bounds: string; readonly client: Client }>();

  constructor(gate: Gate) {
    this.gate = gate;
  }

  /** There is a worker of this number, which no other one has had. */
  add(worker: number): void {
    this.workers.set(worker, { inside: new Map(), waiting: new Map(), connections: new Map() });
  }

  /** Takes what a worker has said; nothing of one that is gone. `answer` sends something back to it. */
  take(worker: number, message: FromWorker, answer: (message: ToWorker) => void): void {
    const state = this.workers.get(worker);
    if (!state) return;
    if (message.kind === 'enter') void this.enter(state, message, answer);
    else if (message.kind === 'abort') state.waiting.get(message.id)?.abort(new Error('aborted'));
    else if (message.kind === 'leave') {
      state.inside.get(message.id)?.leave(message.tokens);
      state.inside.delete(message.id);
    }
  }

  /** A worker is gone. */
  drop(worker: number): void {
    const state = this.workers.get(worker);
    this.workers.delete(worker);
    for (const waiting of state?.waiting.values() ?? []) waiting.abort(new Error('gone'));
    for (const pass of state?.inside.values() ?? []) pass.leave(0);
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
      const pass = await this.gate.enter(this.clientOf(message.client), connection.identity, abort.signal);
      // It may have gone, or have stopped to wait, while this was on its way.
      if (abort.signal.aborted) return pass.leave(0);
      state.inside.set(id, pass);
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

  private clientOf(asked: Extract<FromWorker, { kind: 'enter' }>['client']): Client {
    const bounds = JSON.stringify(asked);
    const known = this.clients.get(asked.name);
    if (known?.bounds === bounds) return known.client;
    const client = {
      ...asked,
      requestsPerMinute: asked.requestsPerMinute,
      maxInFlight: asked.maxInFlight,
    };
    this.clients.set(asked.name, { bounds, client });
    this.gate.forget(one => one !== known?.client);
    return client;
  }
}
