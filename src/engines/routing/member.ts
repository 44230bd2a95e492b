import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { Engine, UpstreamState } from '../engine';
import { classOf, restOf } from './errorClass';
import { FirstTokens } from './firstTokens';
import {
  answered,
  failed,
  healthy,
  isUsable,
  looked,
  nextLookMs,
  tried,
  troubleOf,
  type Health,
} from './health';
import type { Tally } from './tally';

/** How long a look at an upstream that is down may take, in ms. */
const lookMs = 5_000;

/** What decides how much an upstream is asked. */
export interface MemberBounds {
  readonly weight: number;
  /** Answers at once; undefined: any number. */
  readonly maxInFlight: number | undefined;
  /** Models it is asked for, for people to see. */
  readonly models: readonly string[];
}

/** What a member is made from. */
export interface MemberParts extends MemberBounds {
  readonly name: string;
  /** Its own; disposed with it. */
  readonly engine: Engine;
  readonly tally: Tally;
  readonly clock: Clock;
  readonly log: Log;
  /** Somebody who waits for it may have a chance now. */
  readonly onChange: () => void;
}

/**
 * One of several upstreams: how it is doing, what it does, and its engine. It looks by itself whether it is back when it is
 * down. Retired, it ends when its last answer is over; disposing it ends it at once.
 */
export class Member implements Disposable {
  readonly name: string;
  readonly engine: Engine;
  readonly tally: Tally;
  /** For suggestions, and for everything else. */
  readonly firstTokens = { hedged: new FirstTokens(), other: new FirstTokens() };
  private readonly parts: MemberParts;
  private bounds: MemberBounds;
  private health: Health = healthy;
  private running = 0;
  private isRetired = false;
  private hasEnded = false;
  private timer: Disposable | undefined;
  private readonly ended = new AbortController();

  constructor(parts: MemberParts) {
    this.parts = parts;
    this.bounds = parts;
    this.name = parts.name;
    this.engine = parts.engine;
    this.tally = parts.tally;
    const problem = this.engine.notReady?.();
    if (problem)
      this.become({ kind: 'down', looks: 0, why: { kind: 'unreachable', reason: problem.reason } });
  }

  get inFlight(): number {
    return this.running;
  }

  get weight(): number {
    return this.bounds.weight;
  }

  get isFull(): boolean {
    return this.running >= (this.bounds.maxInFlight ?? Infinity);
  }

  /** It is asked no more. */
  get isGone(): boolean {
    return this.isRetired;
  }

  /** It has ended. */
  get isOver(): boolean {
    return this.hasEnded;
  }

  get isUp(): boolean {
    return this.health.kind === 'up';
  }

  get isUsable(): boolean {
    return !this.isRetired && isUsable(this.health, this.parts.clock.now());
  }

  /** Why it is not asked, where that is so. */
  get trouble(): ReturnType<typeof troubleOf> {
    return troubleOf(this.health);
  }

  get state(): UpstreamState {
    const { weight, maxInFlight, models } = this.bounds;
    const { kind } = this.health;
    return {
      name: this.name,
      models,
      health: kind === 'resting' && this.isUsable ? 'up' : kind,
      reason: this.trouble?.reason,
      weight,
      inFlight: this.running,
      maxInFlight,
      upstream: this.engine.upstream,
      firstTokenP95Ms: this.firstTokens.other.p95 ?? this.firstTokens.hedged.p95,
      tally: this.tally.facts,
    };
  }

  /** Takes other bounds; what runs goes on. */
  rebound(bounds: MemberBounds): void {
    this.bounds = bounds;
  }

  /** Something begins on it. Returns what is to be called once when that is over. */
  enter(): () => void {
    this.running++;
    const isTrial = this.health.kind === 'trial';
    this.health = tried(this.health, true);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.running--;
      if (isTrial) this.health = tried(this.health, false);
      if (this.isRetired && this.running === 0) this.dispose();
      this.parts.onChange();
    };
  }

  /** It has begun to answer. */
  answered(): void {
    const next = answered(this.health, this.parts.clock.now());
    if (next.kind === 'up' && this.health.kind !== 'up')
      this.parts.log.info('upstream answers again', { upstream: this.name });
    this.become(next);
  }

  /** It has failed. */
  failed(error: unknown): void {
    const kind = classOf(error);
    this.tally.failed(kind ?? 'request');
    // It is there and has looked at the request.
    if (kind === undefined || kind === 'context') return this.answered();
    const { clock } = this.parts;
    this.become(failed(this.health, { kind, reason: messageOf(error) }, restOf(error), clock.now()));
  }

  /** Takes nothing more, and ends with its last answer. */
  retire(): void {
    this.isRetired = true;
    if (this.running === 0) this.dispose();
  }

  dispose(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.isRetired = true;
    this.timer?.dispose();
    this.ended.abort(new Error('disposed'));
    this.engine.dispose();
  }

  private become(next: Health): void {
    const before = this.health;
    this.health = next;
    if (this.hasEnded || (next.kind === before.kind && next.kind !== 'resting')) return;
    const { log, clock } = this.parts;
    if (next.kind !== 'up' && next.kind !== before.kind) {
      const { kind, reason } = next.why;
      log.warn(`upstream ${next.kind}`, { upstream: this.name, kind, reason });
    }
    this.timer?.dispose();
    if (next.kind === 'down') this.lookLater(next.looks);
    else if (next.kind === 'resting')
      this.timer = clock.setTimeout(this.parts.onChange, next.until - clock.now());
    this.parts.onChange();
  }

  private lookLater(looks: number): void {
    this.timer = this.parts.clock.setTimeout(() => void this.look(), nextLookMs(looks));
  }

  private async look(): Promise<void> {
    const { clock } = this.parts;
    const late = new AbortController();
    this.timer = clock.setTimeout(() => late.abort(new Error('no answer yet')), lookMs);
    let isThere = true;
    try {
      await this.engine.look?.(AbortSignal.any([late.signal, this.ended.signal]));
    } catch {
      isThere = false;
    }
    if (this.hasEnded) return;
    const next = looked(this.health, isThere);
    if (next.kind === 'down') {
      this.timer.dispose();
      this.health = next;
      this.lookLater(next.looks);
    } else this.become(next);
  }
}
