import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { connectionError, type WireError } from '../../protocol/errors';
import { backOffMs } from './backOff';
import { verdictOfTarget, type ConnectionVerdict } from './failures';
import { Connection, type ConnectionListener } from './connection';
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

/** Opens connections, keeps them, and opens new ones with back-off when they are lost. */
export class ConnectionPool implements Disposable {
  private connections: readonly Connection[] = [];
  private attempt: { readonly abort: AbortController; readonly startedAt: number } | undefined;
  private retryTimer: Disposable | undefined;
  private retries = 0;
  private resting: SessionState = { kind: 'idle' };
  private lastKind: SessionState['kind'] = 'idle';
  private replaces = false;
  /** Runs while no further connection is asked for, because the last one could not be had. */
  private extraPause: Disposable | undefined;
  private usedAt = 0;
  /** When the last open connection was lost; 0 before the first. */
  lostAt = 0;
  private error: WireError | undefined;
  private readonly rotation: Rotation;

  constructor(private readonly options: PoolOptions) {
    this.rotation = new Rotation(options.clock, options.random, {
      inUse: () => options.clock.now() - this.usedAt < restAfterMs,
      connect: () => this.connect(),
    });
  }

  get state(): SessionState {
    if (this.resting.kind === 'disposed') return this.resting;
    if (this.open.length > 0) return { kind: 'ready' };
    return this.attempt ? { kind: 'connecting' } : this.resting;
  }

  /** Connections that take turns, the oldest first. */
  get open(): readonly Connection[] {
    // With a refused key nothing more is sent, not even while the connections are being closed.
    return this.resting.kind === 'refused' ? [] : this.connections.filter(connection => connection.usable);
  }

  /** Why the last connection or attempt failed; undefined once one succeeded. */
  get lastError(): WireError | undefined {
    return this.error;
  }

  /** A turn needs a connection: opens one unless one is coming, or must be waited for. */
  demand(): void {
    this.touch();
    if (this.open.length === 0 && this.resting.kind === 'idle') this.connect();
  }

  /** The connection is in use. */
  touch(): void {
    this.usedAt = this.options.clock.now();
  }

  /** Turns need one more connection than there is; `most` bounds how many there may be. */
  demandExtra(most: number): void {
    if (this.attempt || this.open.length >= most || this.extraPause) return;
    if (this.resting.kind === 'idle') this.connect();
  }

  /** Ends waiting and refusal. */
  reconnect(): void {
    if (this.resting.kind === 'disposed') return;
    this.retryTimer?.dispose();
    this.retries = 0;
    this.resting = { kind: 'idle' };
    this.demand();
    this.changed();
  }

  /** The server has refused the key in the middle of things: asking again would be hammering. */
  refuse(error: WireError): void {
    if (this.resting.kind === 'disposed') return;
    this.endAttempt();
    this.retryTimer?.dispose();
    this.error = error;
    this.resting = { kind: 'refused', error };
    for (const connection of this.connections) connection.drop(error);
    this.resting = { kind: 'refused', error };
    this.changed();
    this.options.onChange();
  }

  /** Drops a connection whose answers nobody wants, and opens another. */
  replace(connection: Connection): void {
    connection.drop(connectionError('The connection was given up to cancel an answer.'));
    this.demand();
  }

  dispose(): void {
    this.resting = { kind: 'disposed' };
    this.retryTimer?.dispose();
    this.extraPause?.dispose();
    this.rotation.dispose();
    this.endAttempt();
    for (const connection of this.connections) connection.dispose();
    this.connections = [];
    this.changed();
  }

  private endAttempt(): void {
    this.attempt?.abort.abort();
    this.attempt = undefined;
    const opening = this.connections.filter(connection => connection.state === 'opening');
    this.connections = this.connections.filter(connection => connection.state !== 'opening');
    for (const connection of opening) connection.dispose();
  }

  private connect(): void {
    if (this.attempt || this.resting.kind === 'disposed') return;
    const { clock, target } = this.options;
    const abort = new AbortController();
    const attempt = { abort, startedAt: clock.now() };
    this.attempt = attempt;
    const failed = (verdict: ConnectionVerdict): void => {
      timer.dispose();
      if (this.attempt !== attempt) return;
      this.attempt = undefined;
      abort.abort();
      this.lost(verdict, false);
    };
    const timer = clock.setTimeout(
      () => failed(verdictOfTarget(new Error('The endpoint could not be determined in time.'))),
      targetMs,
    );
    abort.signal.addEventListener('abort', () => timer.dispose(), { once: true });
    target(abort.signal).then(
      known => {
        timer.dispose();
        if (this.attempt === attempt) this.openConnection(known, attempt.startedAt);
      },
      (error: unknown) => failed(verdictOfTarget(error)),
    );
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
      },
    });
    this.connections = [...this.connections, connection];
  }

  private opened(
    connection: Connection,
    responseHeaders: Readonly<Record<string, string>>,
    ms: number,
  ): void {
    this.attempt = undefined;
    this.error = undefined;
    this.resting = { kind: 'idle' };
    const { replaces } = this;
    this.replaces = false;
    this.options.onOpened(connection, responseHeaders, ms, replaces);
    this.rotation.opened(connection, this.options.maxAgeMs());
    this.changed();
    this.options.onChange();
  }

  private down(connection: Connection, verdict: ConnectionVerdict): void {
    if (this.resting.kind === 'disposed') return;
    if (!this.connections.includes(connection)) return;
    const wasOpen = connection.opened;
    this.connections = this.connections.filter(other => other !== connection);
    this.options.onGone(connection);
    this.rotation.gone(connection);
    if (!wasOpen) this.attempt = undefined;
    const lived = this.options.clock.now() - connection.openedAt;
    const worked = wasOpen && (connection.proven || lived >= healthyMs);
    if (worked) this.retries = 0;
    // The server opens connections and breaks them; the further one on its way would only go round in a circle.
    if (wasOpen && !worked && this.open.length === 0) this.endAttempt();
    // A server that says goodbye before it ever said anything would be greeted again for ever.
    const then = verdict.error.code === 'close_1000' && !connection.proven ? 'retry' : verdict.then;
    this.lost({ error: verdict.error, then }, wasOpen);
  }

  private lost(verdict: ConnectionVerdict, wasOpen: boolean): void {
    const { clock, random } = this.options;
    const { error, then } = verdict;
    if (then !== 'rest') this.options.onLost(error, wasOpen);
    if (this.open.length > 0) {
      // A further connection that could not be had is not asked for again at once.
      const pause = then === 'refuse' ? refusedExtraMs : backOffMs(this.retries++, random());
      if (!wasOpen) this.rotation.failed();
      if (!wasOpen) this.pauseExtra(Math.max(pause, error.retryAfterMs ?? 0));
    } else {
      if (then === 'refuse') this.endAttempt();
      if (then !== 'rest') this.error = error;
      this.replaces ||= wasOpen && then !== 'rest';
      const used = clock.now() - this.usedAt < restAfterMs;
      if (this.attempt) {
        // The next connection is on its way already.
      } else if (error.remedy === 'use-http' && this.options.fallBack()) {
        this.resting = { kind: 'idle' };
        this.connect();
      } else if (then === 'refuse') this.resting = { kind: 'refused', error };
      else if (then === 'retry' && (used || this.options.wanted())) this.retryLater(error);
      else if (this.resting.kind !== 'refused') this.resting = { kind: 'idle' };
    }
    this.changed();
    this.options.onChange();
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
    const { clock, random } = this.options;
    const retryInMs = Math.max(error.retryAfterMs ?? 0, backOffMs(this.retries++, random()));
    this.resting = { kind: 'waiting', retryInMs, error };
    this.retryTimer?.dispose();
    this.retryTimer = clock.setTimeout(() => {
      this.resting = { kind: 'idle' };
      this.connect();
    }, retryInMs);
  }

  private changed(): void {
    const { state } = this;
    if (this.lastKind === 'ready' && state.kind !== 'ready') this.lostAt = this.options.clock.now();
    if (state.kind === this.lastKind && state.kind !== 'waiting') return;
    this.lastKind = state.kind;
    this.options.onState(state);
  }
}
