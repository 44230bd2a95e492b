import { sleep, type Clock } from '../../../common/clock';

/**
 * Batches follow each other no faster, in ms. A batch a frame would keep the window busy all the time: it lays out and
 * paints every editor that shows the text anew. At this pace it has time left to catch up after a pause of its own, and
 * the keys typed meanwhile are not kept waiting.
 */
const paceMs = 50;

/** What a loop does. */
export interface PacedWork {
  /** Whether there is something to do. */
  readonly wants: () => boolean;
  /** Does it; resolves to false when it cannot be done. */
  readonly step: () => Promise<boolean>;
  /** Called whenever nothing is left; `failed` after a step that could not be done. */
  readonly rest: (failed: boolean) => void;
}

/**
 * Does what has come together, step after step at a steady pace, until nothing is left; the first one after a rest at
 * once. Ends by itself once `wants` says no.
 */
export class PacedLoop {
  private running = false;
  private lastStep = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly work: PacedWork,
  ) {}

  /** There may be something to do. */
  async poke(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let done = true;
    try {
      while (done && this.work.wants()) {
        const wait = this.lastStep + paceMs - this.clock.now();
        // A timer of no time at all would still part a step from what was sent to the window right before it.
        if (wait > 0) {
          await sleep(this.clock, wait);
          // What there was to do may have been taken back meanwhile.
          if (!this.work.wants()) break;
        }
        this.lastStep = this.clock.now();
        done = await this.work.step();
      }
    } finally {
      this.running = false;
    }
    this.work.rest(!done);
  }
}
