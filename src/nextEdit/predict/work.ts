/** So many UTF-16 code units are looked at in one go: one to three milliseconds. */
const unitsAtOnce = 12_000;

/** Work that is done in slices. It ends, with the signal's reason thrown, where that aborts. */
export class Work {
  private left = unitsAtOnce;

  constructor(
    private readonly breathe: () => Promise<void>,
    readonly signal: AbortSignal,
  ) {}

  /** Says that so many UTF-16 code units were looked at, and waits for the next turn when that is enough for one. */
  async did(units: number): Promise<void> {
    this.left -= units;
    if (this.left > 0) return;
    await this.breathe();
    this.left = unitsAtOnce;
    this.signal.throwIfAborted();
  }
}
