/** Stops what takes longer than it is worth. */
export class TooLong extends Error {}

/** How long the steps of a run took, one after the other, in ms. */
export class Steps {
  readonly took: number[] = [];
  total = 0;

  /** @param cap no step begins after so long in total, in ms: it throws `TooLong` */
  constructor(private readonly cap: number) {}

  take<T>(work: () => T): T {
    const begin = this.begin();
    const result = work();
    this.end(begin);
    return result;
  }

  async takeAsync(work: () => Promise<void>): Promise<void> {
    const begin = this.begin();
    await work();
    this.end(begin);
  }

  private begin(): number {
    if (this.total > this.cap) throw new TooLong();
    return performance.now();
  }

  private end(begin: number): void {
    const took = performance.now() - begin;
    this.took.push(took);
    this.total += took;
  }
}
