import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { connectionError, type WireError } from '../../protocol/errors';
import { verdictOfTarget, type ConnectionVerdict } from './failures';
import { Connection, type ConnectionListener } from './connection';
import { Losses } from './losses';
import { inWords, PoolStanding } from './poolState';
import { Rotation } from './rotation';
import type { SessionState } from '../session';
import type { OpenSocket } from './socket';

/** A connection lost after this long without use is not reopened until it is needed, in ms. */
const restAfterMs = 5 * 60_000;
/** A connection that lived this long was a good one: back-off starts over, in ms. */
const healthyMs = 10_000;
/** How long it may take to find out where to connect (a gateway may have to start first), in ms. */
const targetMs = 30_000;
/** A server that refused a further connection is not asked for one again for so long, in ms. */
const refusedExtraMs = 60_000;

/** Where to connect. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a pool needs and tells. */
export interface PoolOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openSocket: OpenSocket;
  /** Asked before every connect. */
  readonly target: (signal: AbortSignal) => Promise<Target>;
  /** The part of the listening that is not the pool's business. */
  readonly listener: Pick<ConnectionListener, 'onUnlabelled' | 'onBytes' | 'onOddFrame'>;
  /** An upgrade succeeded; `ms` from the beginning of the attempt. */
  onOpened(
    connection: Connection,
    responseHeaders: Readonly<Record<string, string>>,
    ms: number,
    replaces: boolean,
  ): void;
  /** A connection is no more, for whatever reason. */
  onGone(connection: Connection): void;
  /** Age at which the server closes a connection, in ms. */
  maxAgeMs(): number;
  /** A connection was lost, or an attempt failed. */
  onLost(error: WireError, opened: boolean): void;
  /** Room may have become free, or all hope is gone: look at the turns again. */
  onChange(): void;
  /** Fired after `state` changed. */
  onState(state: SessionState): void;
  /** The endpoint has no WebSocket. Returns whether there is another way, which connects from then on. */
  fallBack(): boolean;
  /** Whether turns are waiting for a connection. */
  wanted(): boolean;
}

/**
 * Opens connections, keeps them, and opens new ones with back-off when they are lost. What it does about the next one is
 * its state (`PoolState`, with the table of moves).
 */
export class ConnectionPool implements Disposable {
  /** Those that have opened and are not gone, draining ones among them; the oldest first. */
  private readonly connections = new Set<Connection>();
  /** When a turn last needed a connection. */
  private usedAt = 0;
  /** Runs while no further connection is asked for, because the last one could not be had. */
  private extraPause: Disposable | undefined;
  /** What was told last. */
  private told: SessionState['kind'] = 'idle';
  /** When it last was ready; 0 before the first connection was lost. */
  private readyUntil = 0;
  private readonly losses: Losses;
  private readonly rotation: Rotation;

  /** @param standing the state to begin in; handed in by a test that watches it */
  constructor(
    private readonly options: PoolOptions,
    private readonly standing = new PoolStanding(),
  ) {
    this.losses = new Losses(options.random);
    this.rotation = new Rotation(options.clock, options.random, {
      inUse: () => this.isUsed,
      connect: () => this.connect(),
    });
  }

  get state(): SessionState {
    return inWords(this.standing.state, this.open.length > 0);
  }

  /** Connections that take turns, the oldest first. */
  get open(): readonly Connection[] {
    const { kind } = this.standing.state;
    // With a refused key nothing more is sent, not even while the connections are being closed.
    return kind === 'refused' ? [] : [...this.connections].filter(connection => connection.usable);
  }

  /** Why the last connection or attempt failed; undefined once one succeeded. */
  get lastError(): WireError | undefined {
    return this.losses.error;
  }

  /** When the last open connection was lost; 0 before the first. */
  get lostAt(): number {
    return this.readyUntil;
  }

  /** A turn needs a connection: opens one unless one is coming, or must be waited for. */
  demand(): void {
    this.touch();
    if (this.open.length === 0 && this.standing.state.kind === 'idle') this.connect();
  }

  /** The connection is in use. */
  touch(): void {
    this.usedAt = this.options.clock.now();
  }

  /** Turns need one more connection than there is; `most` bounds how many there may be. */
  demandExtra(most: number): void {
    if (this.open.length >= most || this.extraPause) return;
    if (this.standing.state.kind === 'idle') this.connect();
  }

  /** Ends waiting and refusal. */
  reconnect(): void {
    const { kind } = this.standing.state;
    this.losses.forgive();
    if (kind === 'waiting' || kind === 'refused') this.standing.enter({ kind: 'idle' });
    this.demand();
    this.changed();
  }

  /** The server has refused the key in the middle of things: asking again would be hammering. */
  refuse(error: WireError): void {
    this.standing.enter({ kind: 'refused', error });
    for (const connection of this.connections) connection.drop(error);
    this.changed();
    this.options.onChange();
  }

  /** Drops a connection whose answers nobody wants, and opens another. */
  replace(connection: Connection): void {
    connection.drop(connectionError(t('The connection was given up to cancel an answer.')));
    this.demand();
  }

  dispose(): void {
    this.standing.enter({ kind: 'disposed' });
    this.extraPause?.dispose();
    this.rotation.dispose();
    const last = [...this.connections];
    // Nobody is told of the end of one while another could still take a turn.
    this.connections.clear();
    for (const connection of last) connection.dispose();
    this.changed();
  }

  private get isUsed(): boolean {
    return this.options.clock.now() - this.usedAt < restAfterMs;
  }

  /** Begins an attempt, unless one is under way or must not be made. */
  private connect(): void {
    if (!this.standing.may('finding')) return;
    const { clock, target } = this.options;
    const abort = new AbortController();
    const startedAt = clock.now();
    const failed = (error: unknown): void => {
      if (this.standing.state !== finding) return;
      this.standing.enter({ kind: 'idle' });
      this.lost(verdictOfTarget(error), false, false);
    };
    const limit = clock.setTimeout(
      () => failed(new Error(t('The endpoint could not be determined in time.'))),
      targetMs,
    );
    const finding = { kind: 'finding', abort, limit } as const;
    this.standing.enter(finding);
    target(abort.signal).then(known => {
      if (this.standing.state === finding) this.openConnection(known, startedAt);
    }, failed);
    this.changed();
  }

  private openConnection({ url, headers }: Target, startedAt: number): void {
    const { clock, openSocket, listener } = this.options;
    const connection = new Connection({
      url,
      headers,
      openSocket,
      clock,
      listener: {
        ...listener,
        onOpen: (opened, responseHeaders) => this.opened(opened, responseHeaders, clock.now() - startedAt),
        onDown: (down, verdict) => this.down(down, verdict),
        onFree: () => this.options.onChange(),
        onDraining: () => {
          this.changed();
          this.options.onChange();
        },
      },
    });
    this.standing.enter({ kind: 'opening', connection });
  }

  private opened(
    connection: Connection,
    responseHeaders: Readonly<Record<string, string>>,
    ms: number,
  ): void {
    this.connections.add(connection);
    this.standing.enter({ kind: 'idle' });
    this.options.onOpened(connection, responseHeaders, ms, this.losses.opened());
    this.rotation.opened(connection, this.options.maxAgeMs());
    this.changed();
    this.options.onChange();
  }

  private down(connection: Connection, verdict: ConnectionVerdict): void {
    const { state } = this.standing;
    const wasOpening = state.kind === 'opening' && state.connection === connection;
    if (wasOpening) this.standing.enter({ kind: 'idle' });
    else if (!this.connections.delete(connection)) return;
    this.rotation.gone(connection);
    const lived = this.options.clock.now() - connection.openedAt;
    const worked = !wasOpening && (connection.proven || lived >= healthyMs);
    if (worked) this.losses.forgive();
    // A server that says goodbye before it ever said anything would be greeted again for ever.
    const then = verdict.error.code === 'close_1000' && !connection.proven ? 'retry' : verdict.then;
    this.lost({ error: verdict.error, then }, !wasOpening, worked);
    // When it is settled what comes next: what ends with the connection makes others look for a place.
    this.options.onGone(connection);
  }

  /** A connection was lost, or an attempt failed. `worked` of a connection that was of use. */
  private lost(verdict: ConnectionVerdict, wasOpen: boolean, worked: boolean): void {
    if (verdict.then !== 'rest') {
      this.options.onLost(verdict.error, wasOpen);
      if (!worked) this.slowDown(verdict);
    }
    if (this.open.length === 0) this.lostLast(verdict, wasOpen);
    this.changed();
    this.options.onChange();
  }

  /** The server does not let us in, or breaks what it has just opened: asking again at once would go round in a circle. */
  private slowDown({ error, then }: ConnectionVerdict): void {
    if (this.open.length === 0) return this.endAttempt();
    const pause = then === 'refuse' ? refusedExtraMs : this.losses.nextPauseMs();
    const ms = Math.max(pause, error.retryAfterMs ?? 0);
    this.rotation.failed(ms);
    this.pauseExtra(ms);
  }

  /** None is left that takes turns. */
  private lostLast({ error, then }: ConnectionVerdict, wasOpen: boolean): void {
    if (then !== 'rest') this.losses.lost(error, wasOpen);
    if (error.remedy === 'use-http' && this.options.fallBack()) this.connect();
    else if (then === 'refuse') this.standing.enter({ kind: 'refused', error });
    else if (then === 'retry' && (this.isUsed || this.options.wanted())) this.retryLater(error);
  }

  /** Gives up the attempt under way. */
  private endAttempt(): void {
    const { kind } = this.standing.state;
    if (kind === 'finding' || kind === 'opening') this.standing.enter({ kind: 'idle' });
  }

  private pauseExtra(ms: number): void {
    this.extraPause?.dispose();
    this.extraPause = this.options.clock.setTimeout(() => {
      this.extraPause = undefined;
      // Turns may be waiting for just this.
      this.options.onChange();
    }, ms);
  }

  private retryLater(error: WireError): void {
    if (!this.standing.may('waiting')) return;
    const retryInMs = Math.max(error.retryAfterMs ?? 0, this.losses.nextPauseMs());
    const timer = this.options.clock.setTimeout(() => this.connect(), retryInMs);
    this.standing.enter({ kind: 'waiting', timer, retryInMs, error });
  }

  private changed(): void {
    const { state } = this;
    if (state.kind === this.told) return;
    if (this.told === 'ready') this.readyUntil = this.options.clock.now();
    this.told = state.kind;
    this.options.onState(state);
  }
}
