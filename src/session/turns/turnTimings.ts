import type { Clock } from '../../common/clock';
import type { TurnTimings } from '../turn';
import { WritingPace } from './writingPace';

/** The stopwatch of one turn. */
export class TurnStopwatch {
  private readonly startedAt: number;
  private sentAt: number | undefined;
  private firstTextAt: number | undefined;
  private readonly pace = new WritingPace();

  constructor(private readonly clock: Clock) {
    this.startedAt = clock.now();
  }

  /** The request left; for a turn that is sent again, the last time counts until text arrives. */
  sent(): void {
    if (this.firstTextAt === undefined) this.sentAt = this.clock.now();
  }

  /** Text arrived. */
  text(text: string): void {
    const now = this.clock.now();
    this.firstTextAt ??= now;
    this.pace.wrote(text, now);
  }

  /** A call arrived. */
  called(written: string): void {
    this.pace.count(written);
  }

  /** What follows answers a redirect. */
  redirected(): void {
    this.pace.redirected();
  }

  /** About how many tokens a second come; undefined while there is nothing to tell that from. */
  guess(): number | undefined {
    return this.pace.guess(this.clock.now());
  }

  /** The figures at the end. `textTokens`: those of the last response that became text, where the server counted them. */
  stop(textTokens?: number): TurnTimings {
    const { startedAt, sentAt, firstTextAt, pace } = this;
    const now = this.clock.now();
    const tokensPerSecond = pace.tokensPerSecond(now, textTokens);
    return {
      ...(sentAt === undefined ? {} : { queuedMs: elapsed(startedAt, sentAt) }),
      ...(sentAt === undefined || firstTextAt === undefined
        ? {}
        : { firstTokenMs: elapsed(sentAt, firstTextAt) }),
      totalMs: elapsed(startedAt, now),
      ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
      ...(pace.legs > 1 ? { legs: pace.legs } : {}),
    };
  }
}

/** Time passed, in ms; none on a clock that went backwards. */
const elapsed = (from: number, to: number): number => Math.max(0, to - from);
