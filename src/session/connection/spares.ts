import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
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

  /** Looks after the connections: after every change of what runs. */
  tend(): void {
    const { open } = this.pool;
    if (open.length === 0) return;
    for (const connection of open)
      if (this.isStuck(connection.mutedSince)) return this.pool.replace(connection);
    if (this.needed && open.every(connection => connection.inFlight > 0))
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

  private get needed(): boolean {
    const { concurrentLanes, namedLanes, cancelMessage } = this.profile();
    return !cancelMessage && !(concurrentLanes && namedLanes);
  }

  private isStuck(mutedSince: number | undefined): boolean {
    return (
      !this.profile().concurrentLanes && mutedSince !== undefined && this.clock.now() - mutedSince >= stuckMs
    );
  }

  /** Wakes when a spare is due to be given back, or a muted answer has blocked its connection long enough. */
  private watch(): void {
    this.timer?.dispose();
    this.timer = undefined;
    const { open } = this.pool;
    const now = this.clock.now();
    const idle = open.filter(connection => connection.inFlight === 0);
    const extra = open.length > 1 ? idle.at(-1) : undefined;
    const due = open
      .filter(() => !this.profile().concurrentLanes)
      .flatMap(({ mutedSince }) => (mutedSince === undefined ? [] : [mutedSince + stuckMs]));
    if (extra) due.push(Math.max(...open.map(connection => connection.usedAt)) + giveBackMs);
    if (due.length === 0) return;
    this.timer = this.clock.setTimeout(
      () => {
        const last = Math.max(...this.pool.open.map(connection => connection.usedAt));
        if (extra?.state === 'open' && extra.inFlight === 0 && this.clock.now() - last >= giveBackMs)
          extra.drain();
        this.tend();
      },
      Math.max(0, Math.min(...due) - now),
    );
  }
}
