import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Connection } from './connection';

/** A connection is replaced this long before the server closes it, in ms, or at 11/12 of a shorter life. */
const marginMs = 5 * 60_000;
/** However short a life the server gives them: no connection is replaced before it has lived so long, in ms. */
const shortestLifeMs = 10_000;
/** When the replacement could not be opened, the next try is so much later, in ms. */
const retryMs = 20_000;

/** As much of a connection as its age is about. */
export type AgingConnection = Pick<Connection, 'draining' | 'inFlight' | 'drain'>;

/** What a rotation asks of the connections' keeper. */
export interface RotationHost {
  /** Whether the connection has been used lately; an unused one may just as well be closed by the server. */
  inUse(): boolean;
  /** Opens one more connection. */
  connect(): void;
}

/**
 * Make before break: opens a new connection before the server ends the old one for its age, lets new turns go to
 * the new one, and closes the old one when its last turn has ended.
 */
export class Rotation implements Disposable {
  private readonly timers = new Map<AgingConnection, Disposable>();
  /** Connections that are too old and still in use. */
  private readonly aged = new Set<AgingConnection>();

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly host: RotationHost,
  ) {}

  /** A connection is open: it takes over from the aged ones, and will age in its turn. */
  opened(connection: AgingConnection, maxAgeMs: number): void {
    for (const old of this.aged) old.drain();
    this.aged.clear();
    // Jitter keeps the clients of one server from rotating together.
    const life = maxAgeMs - Math.min(marginMs, maxAgeMs / 12) * (1 + 0.2 * this.random());
    this.arm(connection, Math.max(shortestLifeMs, life));
  }

  /** The replacement could not be opened, and none is to be asked for again for so long, in ms. */
  failed(pauseMs: number): void {
    for (const connection of this.aged) this.arm(connection, Math.max(retryMs, pauseMs));
  }

  /** It is no more. */
  gone(connection: AgingConnection): void {
    this.timers.get(connection)?.dispose();
    this.timers.delete(connection);
    this.aged.delete(connection);
  }

  dispose(): void {
    for (const timer of this.timers.values()) timer.dispose();
    this.timers.clear();
    this.aged.clear();
  }

  private arm(connection: AgingConnection, delay: number): void {
    this.timers.get(connection)?.dispose();
    this.timers.set(
      connection,
      this.clock.setTimeout(() => this.age(connection), delay),
    );
  }

  private age(connection: AgingConnection): void {
    this.timers.delete(connection);
    if (connection.draining) return;
    if (!this.host.inUse() && connection.inFlight === 0) return connection.drain();
    this.aged.add(connection);
    this.host.connect();
  }
}
