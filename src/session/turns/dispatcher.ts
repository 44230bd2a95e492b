import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import { connectionError, type WireError } from '../../protocol/errors';
import type { StreamId } from '../../protocol/streamId';
import type { Connection } from '../connection/connection';
import { featureOf, type Lane, type LaneFeature } from '../lane';
import { longestWaitMs } from './retryPolicy';
import type { TurnRun } from './turnRun';

/** How long a turn waits for a connection before it fails, in ms: from its start, or from when the last one was lost. */
const connectionWaitMs = 30_000;

/** How long nothing is sent at most, in ms, however long the server asks for: then a turn finds out whether it still does. */
const longestHoldMs = 60_000;

/** Where turns are sent. */
export interface Slots {
  /** A free lane for this run, or undefined; then more room is made if that is possible. */
  take(run: TurnRun): { readonly connection: Connection; readonly lane: StreamId } | undefined;
  /** All that could be sent has been sent. */
  settled(): void;
  readonly ready: boolean;
  /** When the last connection was lost; 0 before the first. */
  readonly lostAt: number;
  /** Why there is no connection at the moment. */
  readonly lastError: WireError | undefined;
}

/** Features in the order in which they are served when there is not room for all. */
const order: readonly (LaneFeature | undefined)[] = ['inline', 'edit', 'chat', 'nextEdit'];
/** Waiting this long lifts a turn by one place, in ms, so that nothing starves. */
const agingMs = 2_000;

interface Entry {
  readonly run: TurnRun;
  readonly since: number;
  timer: Disposable | undefined;
}

/** Holds the turns that have not ended, and sends each when its lane, and the endpoint, has room for it. */
export class Dispatcher implements Disposable {
  private entries: readonly Entry[] = [];
  private heldUntil = 0;
  /** Until when the server asked for it. */
  private askedUntil = 0;
  private holdError: WireError | undefined;
  private holdTimer: Disposable | undefined;
  /** How often it was asked to look at the turns since it began to. */
  private pumps = 0;

  constructor(
    private readonly clock: Clock,
    private readonly slots: Slots,
  ) {}

  /** Whether any turn has not ended. */
  get hasWork(): boolean {
    return this.entries.length > 0;
  }

  add(run: TurnRun): void {
    const tooLong = this.tooLongHold();
    if (tooLong) return run.turn.end({ status: 'failed', error: tooLong });
    const entry: Entry = { run, since: this.clock.now(), timer: undefined };
    this.entries = [...this.entries, entry];
    this.watch(entry);
    this.pump();
  }

  /** A turn has ended: the next of its lane may go. */
  remove(run: TurnRun): void {
    for (const { timer } of this.entries.filter(entry => entry.run === run)) timer?.dispose();
    this.entries = this.entries.filter(entry => entry.run !== run);
    this.pump();
  }

  /** Sends nothing for so long, in ms, or a minute, because the server asked for it; turns that cannot sit through it fail. */
  hold(ms: number, error: WireError): void {
    const now = this.clock.now();
    const until = now + Math.min(ms, longestHoldMs);
    if (until >= this.heldUntil) {
      this.heldUntil = until;
      this.askedUntil = now + ms;
      this.holdError = error;
    }
    const tooLong = this.tooLongHold();
    if (tooLong) this.failWaiting(tooLong);
  }

  private tooLongHold(): WireError | undefined {
    const now = this.clock.now();
    if (this.heldUntil - now <= longestWaitMs || !this.holdError) return undefined;
    return { ...this.holdError, retryAfterMs: this.askedUntil - now };
  }

  /** Ends every turn that is not on the wire. */
  failWaiting(error: WireError): void {
    for (const { run } of this.entries) {
      if (run.phase !== 'running') run.turn.end({ status: 'failed', error });
    }
  }

  /**
   * Sends what can be sent. Safe to call at any time, also from within: whatever changes while it looks at the turns
   * (one of them ends because its connection is gone, say) makes it look again.
   */
  pump(): void {
    if (this.pumps++ > 0) return;
    try {
      let seen: number;
      do {
        seen = this.pumps;
        while (this.sendOne());
        this.slots.settled();
      } while (this.pumps > seen);
    } finally {
      this.pumps = 0;
    }
  }

  /** Ends every turn; with them go the timers. */
  dispose(): void {
    for (const { run } of this.entries) run.turn.cancel();
  }

  private sendOne(): boolean {
    const now = this.clock.now();
    if (now < this.heldUntil) {
      this.holdTimer?.dispose();
      this.holdTimer = this.hasWork
        ? this.clock.setTimeout(() => this.pump(), this.heldUntil - now)
        : undefined;
      return false;
    }
    for (const { run } of this.candidates(now)) {
      const slot = this.slots.take(run);
      if (!slot) continue;
      run.startOn(slot.connection, slot.lane);
      return true;
    }
    return false;
  }

  /** The first turn of each lane, if it waits; the most urgent first. */
  private candidates(now: number): Entry[] {
    const heads = new Map<Lane, Entry>();
    for (const entry of this.entries) if (!heads.has(entry.run.lane)) heads.set(entry.run.lane, entry);
    const rank = ({ run, since }: Entry): number => placeOf(run) - (now - since) / agingMs;
    return [...heads.values()].filter(({ run }) => run.phase === 'waiting').sort((a, b) => rank(a) - rank(b));
  }

  private watch(entry: Entry, ms = connectionWaitMs): void {
    entry.timer = this.clock.setTimeout(() => {
      if (entry.run.phase === 'running' || this.slots.ready) return this.watch(entry);
      const left = Math.max(entry.since, this.slots.lostAt) + connectionWaitMs - this.clock.now();
      if (left > 0) return this.watch(entry, left);
      const seconds = connectionWaitMs / 1000;
      const error =
        this.slots.lastError ?? connectionError(t('No connection was made within {0} s.', seconds));
      entry.run.turn.end({ status: 'failed', error });
    }, ms);
  }
}

function placeOf(run: TurnRun): number {
  const place = order.indexOf(featureOf(run.lane));
  return (place < 0 ? order.length : place) + (run.generate ? 0 : 0.5);
}
