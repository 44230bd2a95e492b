import type { Clock } from '../common/clock';

/** VS Code asks about 110 ms after a change; on a machine that is very busy, several times that. In ms. */
const patienceMs = 500;

/**
 * Watches whether VS Code asks for suggestions after text changes. It does not while they are snoozed or switched
 * off in the editor, and no event tells: whoever asks ahead of VS Code has to notice it by the silence.
 */
export class AskWatch {
  private unasked: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** The person changed text at the cursor. */
  changed(): void {
    this.unasked ??= this.clock.now();
  }

  /** VS Code asked for a suggestion. */
  asked(): void {
    this.unasked = undefined;
  }

  /** Whether VS Code has not asked for a while although text has changed. */
  get silent(): boolean {
    return this.unasked !== undefined && this.clock.now() - this.unasked > patienceMs;
  }
}
