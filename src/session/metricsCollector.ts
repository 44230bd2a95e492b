import { percentile } from '../common/percentile';
import type { SessionMetrics } from './metrics';
import type { TurnResult, TurnStatus } from './turn';

/** Turns whose time to first token is remembered for the percentiles. */
const sampleSize = 200;

/** Counts what happens in a session. */
export class MetricsCollector {
  private connects = 0;
  private reconnects = 0;
  private failedConnects = 0;
  private lastConnectMs: number | undefined;
  private readonly turns: Record<TurnStatus, number> = {
    completed: 0,
    incomplete: 0,
    cancelled: 0,
    failed: 0,
  };
  private bytesUp = 0;
  private bytesDown = 0;
  private malformedFrames = 0;
  private firstTokens: number[] = [];
  /** Of the last turn that generated text. */
  lastTokensPerSecond: number | undefined;

  /** A socket opened. Returns its running number, from 1. */
  connected(ms: number, replacesLost: boolean): number {
    this.lastConnectMs = ms;
    if (replacesLost) this.reconnects++;
    return ++this.connects;
  }

  connectFailed(): void {
    this.failedConnects++;
  }

  bytes(direction: 'up' | 'down', count: number): void {
    if (direction === 'up') this.bytesUp += count;
    else this.bytesDown += count;
  }

  malformed(): void {
    this.malformedFrames++;
  }

  turnEnded({ status, timings }: TurnResult): void {
    this.turns[status]++;
    if (timings.firstTokenMs !== undefined) {
      this.firstTokens.push(timings.firstTokenMs);
      if (this.firstTokens.length > sampleSize) this.firstTokens.shift();
    }
    if (timings.tokensPerSecond !== undefined) this.lastTokensPerSecond = timings.tokensPerSecond;
  }

  snapshot(): SessionMetrics {
    return {
      connects: this.connects,
      reconnects: this.reconnects,
      failedConnects: this.failedConnects,
      lastConnectMs: this.lastConnectMs,
      turns: { ...this.turns },
      bytesUp: this.bytesUp,
      bytesDown: this.bytesDown,
      malformedFrames: this.malformedFrames,
      firstToken: { p50: percentile(this.firstTokens, 0.5), p95: percentile(this.firstTokens, 0.95) },
      lastTokensPerSecond: this.lastTokensPerSecond,
    };
  }
}
