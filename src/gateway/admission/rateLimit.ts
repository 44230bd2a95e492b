import type { Clock } from '../../common/clock';

/**
 * A token bucket: a minute's worth of requests at once, then one each time a minute's share has passed. See
 * RFC 2697 for the idea; here a bucket counts requests.
 */
export class RateLimit {
  private left: number;
  private at: number;

  /** @param perMinute size of the bucket, and how much flows in each minute */
  constructor(
    private perMinute: number,
    private readonly clock: Clock,
  ) {
    this.left = perMinute;
    this.at = clock.now();
  }

  /** Another size from now on. What was used stays used: nothing is won by a limit that changes, however often. */
  resize(perMinute: number): void {
    if (perMinute === this.perMinute) return;
    this.flow();
    this.perMinute = perMinute;
    this.left = Math.min(this.left, perMinute);
  }

  /** Takes one request. Returns 0, or how long to wait for the next one, in ms; then nothing was taken. */
  take(): number {
    this.flow();
    if (this.left < 1) return ((1 - this.left) * 60_000) / this.perMinute;
    this.left -= 1;
    return 0;
  }

  private flow(): void {
    const now = this.clock.now();
    this.left = Math.min(this.perMinute, this.left + ((now - this.at) * this.perMinute) / 60_000);
    this.at = now;
  }
}
