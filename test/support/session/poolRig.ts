import { wireError } from '../../../src/protocol/errors';
import type { Connection } from '../../../src/session/connection/connection';
import { ConnectionPool } from '../../../src/session/connection/connectionPool';
import { PoolStanding, type PoolState } from '../../../src/session/connection/poolState';
import { ResponseStream, type ResponseSink } from '../../../src/session/connection/responseStream';
import { ManualClock, settle } from '../manualClock';
import { ScriptedEndpoint, type ServerSocket } from './scriptedEndpoint';

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
  /** How many connections are gone. */
  readonly gone: () => number;
  /** For each that opened: how long that took, in ms, and whether it stands in for one that was lost. */
  readonly openings: readonly string[];
  /** What was told of lost connections and failed attempts: the code, or the status. */
  readonly losses: readonly string[];
  /** Whether turns wait for a connection, whether there is another way than WebSocket, and who looks at the turns again. */
  readonly is: { wanted: boolean; fallingBack: boolean; lookingAgain: () => void };
}

/** @param maxAgeMs age at which the server closes a connection */
export function poolRig(maxAgeMs = 3_600_000): PoolRig {
  const clock = new ManualClock();
  const endpoint = new ScriptedEndpoint();
  const standing = new WatchedStanding();
  const asked: AskedTarget[] = [];
  const told: string[] = [];
  const opened = new Set<Connection>();
  const openings: string[] = [];
  const losses: string[] = [];
  const is = { wanted: false, fallingBack: false, lookingAgain: (): void => {} };
  let changes = 0;
  let gone = 0;
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
      onOpened(connection, _headers, ms, replaces) {
        opened.add(connection);
        openings.push(`${ms} ms${replaces ? ', again' : ''}`);
      },
      onGone(connection) {
        gone++;
        opened.delete(connection);
      },
      maxAgeMs: () => maxAgeMs,
      onLost: ({ code, status }, wasOpen) =>
        losses.push(`${wasOpen ? 'lost' : 'not opened'}: ${code ?? status ?? ''}`),
      onChange() {
        changes++;
        is.lookingAgain();
      },
      onState: ({ kind }) => told.push(kind),
      fallBack: () => is.fallingBack,
      wanted: () => is.wanted,
    },
    standing,
  );
  return {
    pool,
    clock,
    endpoint,
    standing,
    asked,
    told,
    opened,
    gone: () => gone,
    openings,
    losses,
    changes: () => changes,
    is,
  };
}

/** A pool with one open connection. */
export interface ConnectedRig extends PoolRig {
  readonly first: Connection;
}

/** @param maxAgeMs age at which the server closes a connection */
export async function connectedRig(maxAgeMs?: number): Promise<ConnectedRig> {
  const rig = poolRig(maxAgeMs);
  rig.pool.demand();
  return { ...rig, first: await arrive(rig) };
}

/** The connection that is being asked for is opened. */
export async function arrive({ pool, asked, endpoint }: PoolRig): Promise<Connection> {
  asked.at(-1)?.know();
  await settle();
  endpoint.socket.accept();
  const connection = pool.open.at(-1);
  if (!connection) throw new Error('It takes no turns.');
  return connection;
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

/** Keeps an open connection in use, so that it drains and does not close at once. */
export function occupy(connection: Connection): void {
  if (connection.state !== 'open' || connection.isBusy('')) return;
  connection.send(new ResponseStream('', undefined, nobody), '{"type":"response.create"}');
}

/** The server answers something on this connection. Returns its socket. */
export function prove(connection: Connection, socket: ServerSocket | undefined): ServerSocket {
  if (!socket) throw new Error('There is no such socket.');
  occupy(connection);
  socket.answer('', 'r');
  return socket;
}

/** What a server says of a key that it does not take. */
export const keyRefused = wireError({ status: 401, message: 'No such key.' });
