import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';

/** Silence after which an idle connection is pinged, in ms: below the 60 s of common proxies. */
const idlePingMs = 30_000;
/** The same while an answer is awaited. With `pongMs` a dead peer is noticed within 10 s. */
const busyPingMs = 4_000;
/** How long anything at all may take to come back after a ping, in ms. */
const pongMs = 5_000;
/** A check this much late, in ms, tells of a blocked or sleeping machine of ours, not of a dead peer. */
const lateMs = 1_000;

/** What a keep-alive needs of its connection. */
export interface KeepAliveTarget {
  /** Whether an answer is being waited for. */
  isBusy(): boolean;
  ping(): void;
  /** Bytes that wait to be sent. */
  bufferedBytes(): number;
  /** Nothing came back: the connection is half-open. */
  onDead(): void;
}

/**
 * Pings a silent connection and notices when nobody is there any more (sleep, change of network), which TCP
 * by itself would take minutes to tell.
 */
export class KeepAlive implements Disposable {
  private heardAt: number;
  private pingedAt: number | undefined;
  private buffered = 0;
  private timer: Disposable | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly target: KeepAliveTarget,
  ) {
    this.heardAt = clock.now();
    this.schedule();
  }

  /** Anything arrived: the peer lives. Cheap enough for every frame. */
  heard(): void {
    this.heardAt = this.clock.now();
    if (this.pingedAt === undefined) return;
    this.pingedAt = undefined;
    this.schedule();
  }

  /** A request is about to be sent: from now on silence is suspicious sooner. */
  expectAnswer(): void {
    this.schedule();
  }

  dispose(): void {
    this.timer?.dispose();
  }

  private schedule(): void {
    this.timer?.dispose();
    const due =
      this.pingedAt === undefined
        ? this.heardAt + (this.target.isBusy() ? busyPingMs : idlePingMs)
        : this.pingedAt + pongMs;
    this.timer = this.clock.setTimeout(() => this.check(), Math.max(0, due - this.clock.now()));
  }

  private check(): void {
    const now = this.clock.now();
    if (this.pingedAt !== undefined) {
      // A ping stands in line behind a large request; while the line moves, the peer is reading.
      if (this.lineMoves()) this.pingedAt = now;
      else if (now - this.pingedAt >= pongMs + lateMs) this.ping(now);
      else return this.target.onDead();
    } else if (now - this.heardAt >= (this.target.isBusy() ? busyPingMs : idlePingMs)) {
      this.ping(now);
    }
    this.schedule();
  }

  private ping(now: number): void {
    this.pingedAt = now;
    this.buffered = this.target.bufferedBytes();
    this.target.ping();
  }

  private lineMoves(): boolean {
    const before = this.buffered;
    this.buffered = this.target.bufferedBytes();
    return this.buffered < before;
  }
}
