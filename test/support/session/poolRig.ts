import { wireError } from '../../../src/protocol/errors';
import type { Connection } from '../../../src/session/connection/connection';
import { ConnectionPool } from '../../../src/session/connection/connectionPool';
import { PoolStanding, type PoolState } from '../../../src/session/connection/poolState';
import { ResponseStream, type ResponseSink } from '../../../src/session/connection/responseStream';
import { ManualClock } from '../manualClock';
import { ScriptedEndpoint } from './scriptedEndpoint';

/** Where the pool asks for the target: a test answers. */
export interface AskedTarget {
  readonly signal: AbortSignal;
  readonly isAnswered: () => boolean;
  readonly know: () => void;
  readonly fail: (error: Error) => void;
}

/** Writes down every move, those that are not made included. */
class WatchedStanding extends PoolStanding {
  readonly moves: string[] = [];

  override enter(next: PoolState): void {
    const { state } = this;
    super.enter(next);
    this.moves.push(`${state.kind} ${this.state === next ? '>' : 'x'} ${next.kind}`);
  }
}

/** A pool by itself against a scripted server. */
export interface PoolRig {
  readonly pool: ConnectionPool;
  readonly clock: ManualClock;
  readonly endpoint: ScriptedEndpoint;
  readonly standing: WatchedStanding;
  /** Every time the pool wanted to know where to connect. */
  readonly asked: readonly AskedTarget[];
  /** Kinds of state that were told. */
  readonly told: readonly string[];
  /** How often turns were to be looked at again. */
  readonly changes: () => number;
  /** Connections that were opened and are not gone. */
  readonly opened: ReadonlySet<Connection>;
  /** Whether turns wait for a connection, and whether there is another way than WebSocket. */
  readonly is: { wanted: boolean; fallingBack: boolean };
}

/** @param maxAgeMs age at which the server closes a connection */
export function poolRig(maxAgeMs = 3_600_000): PoolRig {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const standing = new WatchedStanding();
  const asked: AskedTarget[] = [];
  const told: string[] = [];
  const opened = new Set<Connection>();
  const is = { wanted: false, fallingBack: false };
  let changes = 0;
  const pool = new ConnectionPool(
    {
      clock,
      random: () => 0.5,
      openSocket: endpoint.open,
      target: signal =>
        new Promise((resolve, reject) => {
          let answered = false;
          const answer = (then: () => void): void => {
            answered = true;
            then();
          };
          asked.push({
            signal,
            isAnswered: () => answered,
            know: () => answer(() => resolve({ url: 'ws://test', headers: {} })),
            fail: error => answer(() => reject(error)),
          });
        }),
      listener: { onUnlabelled() {}, onBytes() {}, onOddFrame() {} },
      onOpened: connection => opened.add(connection),
      onGone: connection => opened.delete(connection),
      maxAgeMs: () => maxAgeMs,
      onLost() {},
      onChange: () => void changes++,
      onState: ({ kind }) => told.push(kind),
      fallBack: () => is.fallingBack,
      wanted: () => is.wanted,
    },
    standing,
  );
  return { pool, clock, endpoint, standing, asked, told, opened, changes: () => changes, is };
}

/** Reads nothing. */
export const nobody: ResponseSink = {
  onText() {},
  onCall() {},
  onBytes() {},
  onSteerAccepted() {},
  onAwaitingSuccessor() {},
  onRedirected() {},
  onSteerRefused() {},
  onUseless() {},
  onEnd() {},
};

/** Keeps a connection in use, so that it drains and does not close at once. */
export function occupy(connection: Connection): void {
  if (connection.isBusy('')) return;
  connection.send(new ResponseStream('', undefined, nobody), '{"type":"response.create"}');
}

/** What a server says of a key that it does not take. */
export const keyRefused = wireError({ status: 401, message: 'No such key.' });
