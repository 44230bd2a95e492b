import { sleep, type Clock } from '../../common/clock';

/** Batches follow each other no faster than frames, in ms. */
const frameMs = 16;

/** What a loop does. */
export interface FrameWork {
  /** Whether there is something to do. */
  readonly wants: () => boolean;
  /** Does it; resolves to false when it cannot be done. */
  readonly step: () => Promise<boolean>;
  /** Called whenever nothing is left; `failed` after a step that could not be done. */
  readonly rest: (failed: boolean) => void;
}

/** Does what has come together, a step a frame, until nothing is left. Ends by itself once `wants` says no. */
export class FrameLoop {
  private running = false;
  private lastFrame = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly work: FrameWork,
  ) {}

  /** There may be something to do. */
  async poke(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let done = true;
    try {
      while (done && this.work.wants()) {
        const wait = this.lastFrame + frameMs - this.clock.now();
        // A timer of no time at all would still part a step from what was sent to the window right before it.
        if (wait > 0) await sleep(this.clock, wait);
        this.lastFrame = this.clock.now();
        done = await this.work.step();
      }
    } finally {
      this.running = false;
    }
    this.work.rest(!done);
  }
}
