import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';

/**
 * One question at a time: a new one ends the one before, and so does a change of the text.
 */
export class Asking implements Disposable {
  private timer: Disposable | undefined;
  private running: AbortController | undefined;

  constructor(private readonly clock: Clock) {}

  /** Asks after `delayMs`, unless something comes in between. `ask` never rejects. */
  soon(delayMs: number, ask: (signal: AbortSignal) => Promise<void>): void {
    this.cancel();
    this.timer = this.clock.setTimeout(() => void this.now(ask), delayMs);
  }

  /** Asks at once. Resolves when that is over. */
  async now(ask: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const running = new AbortController();
    this.running = running;
    await ask(running.signal);
    if (this.running === running) this.running = undefined;
  }

  /** Ends the question that is asked, or is about to be. */
  cancel(): void {
    this.timer?.dispose();
    this.timer = undefined;
    this.running?.abort();
    this.running = undefined;
  }

  dispose(): void {
    this.cancel();
  }
}
