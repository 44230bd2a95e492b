import type { Clock } from '../common/clock';
import type { TurnTimings } from './turn';

/** UTF-16 code units of source code per token, roughly; used only where the server reports no usage. */
export const unitsPerToken = 3.6;

/** An answer that arrives within this, in ms, came in one burst: its speed would say nothing. */
const measurableMs = 10;

/** The stopwatch of one turn. */
export class TurnStopwatch {
  private readonly startedAt: number;
  private sentAt: number | undefined;
  private firstTextAt: number | undefined;

  constructor(private readonly clock: Clock) {
    this.startedAt = clock.now();
  }

  /** The request left; for a turn that is sent again, the last time counts until text arrives. */
  sent(): void {
    if (this.firstTextAt === undefined) this.sentAt = this.clock.now();
  }

  /** Text arrived. */
  text(): void {
    this.firstTextAt ??= this.clock.now();
  }

  /** Generated tokens a second so far; undefined while there is too little to tell a speed from. */
  tokensPerSecond(units: number, outputTokens?: number): number | undefined {
    if (this.firstTextAt === undefined) return undefined;
    const elapsed = this.clock.now() - this.firstTextAt;
    return elapsed >= measurableMs ? ((outputTokens ?? units / unitsPerToken) / elapsed) * 1000 : undefined;
  }

  /** The figures at the end. */
  stop(units: number, outputTokens?: number): TurnTimings {
    const { startedAt, sentAt, firstTextAt } = this;
    const tokensPerSecond = this.tokensPerSecond(units, outputTokens);
    return {
      ...(sentAt === undefined ? {} : { queuedMs: sentAt - startedAt }),
      ...(sentAt === undefined || firstTextAt === undefined ? {} : { firstTokenMs: firstTextAt - sentAt }),
      totalMs: this.clock.now() - startedAt,
      ...(tokensPerSecond === undefined ? {} : { tokensPerSecond }),
    };
  }
}
