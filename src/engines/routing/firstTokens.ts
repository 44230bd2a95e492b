import { percentile } from '../../common/percentile';

/** So many times are remembered. */
const remembered = 128;

/** With fewer of them nothing is said. */
const fewest = 20;

/** How long an upstream took to its first token, the last times it was asked. */
export class FirstTokens {
  private readonly times: number[] = [];
  private next = 0;
  private known: number | undefined;

  /** It took so long, in ms. */
  add(ms: number): void {
    this.times[this.next] = ms;
    this.next = (this.next + 1) % remembered;
    this.known = undefined;
  }

  /** What it keeps within 19 times of 20, in ms; undefined where it was asked too rarely to say. */
  get p95(): number | undefined {
    if (this.times.length < fewest) return undefined;
    return (this.known ??= percentile(this.times, 0.95));
  }
}
