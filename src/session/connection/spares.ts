import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Connection } from './connection';
import type { ConnectionPool } from './connectionPool';
import type { EndpointProfile } from '../profile';

/** Connections kept to a server that runs one response at a time: one for each feature, and the spare. */
const mostConnections = 4;
/** A spare is given back after so long without use, in ms. */
const giveBackMs = 60_000;
/** An unread answer may block a connection so long before the connection is given up, in ms. */
const stuckMs = 5_000;

/**
 * Keeps a warm connection at hand where the server runs one response at a time and has no cancel message: a
 * turn then never waits behind another feature's, and a cancel costs no handshake.
 */
export class Spares implements Disposable {
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly pool: ConnectionPool,
    private readonly profile: () => EndpointProfile,
  ) {}

  /** Looks after the connections: after every change of what runs, and when one of them is due. */
  tend(): void {
    const stuck = this.pool.open.find(connection => this.stuckAt(connection) <= this.clock.now());
    // It comes back here when the connection is gone.
    if (stuck) return this.pool.replace(stuck);
    if (this.unneededAt <= this.clock.now()) this.unneeded?.drain();
    const { open } = this.pool;
    if (this.needed && open.length > 0 && open.every(connection => connection.inFlight > 0))
      this.pool.demandExtra(mostConnections);
    this.watch();
  }

  /** A turn waits and there is no room: one more connection. */
  makeRoom(): void {
    this.pool.demand();
    const { open } = this.pool;
    // Nobody waits for an answer that nobody reads.
    const muted =
      open.length < mostConnections
        ? undefined
        : open.find(connection => connection.mutedSince !== undefined);
    if (muted) this.pool.replace(muted);
    this.pool.demandExtra(mostConnections);
  }

  dispose(): void {
    this.timer?.dispose();
  }

  /** Whether a turn would have to wait for a further connection, or for the end of an answer that nobody reads. */
  private get needed(): boolean {
    const { concurrentLanes, cancelMessage } = this.profile();
    return !cancelMessage && !concurrentLanes;
  }

  /** What is more than one connection, or, where one is needed, more than one spare. */
  private get unneeded(): Connection | undefined {
    const { open } = this.pool;
    const idle = open.filter(connection => connection.inFlight === 0);
    const kept = this.needed ? idle : open;
    return kept.length > 1 ? idle.at(-1) : undefined;
  }

  /** When it is given back. */
  private get unneededAt(): number {
    return this.unneeded
      ? Math.max(...this.pool.open.map(connection => connection.usedAt)) + giveBackMs
      : Infinity;
  }

  /** When a connection is given up for the unread answers that block it. */
  private stuckAt({ mutedSince }: Connection): number {
    return mutedSince === undefined || this.profile().concurrentLanes ? Infinity : mutedSince + stuckMs;
  }

  private watch(): void {
    this.timer?.dispose();
    const due = Math.min(this.unneededAt, ...this.pool.open.map(connection => this.stuckAt(connection)));
    if (due === Infinity) return;
    this.timer = this.clock.setTimeout(() => this.tend(), due - this.clock.now());
  }
}
