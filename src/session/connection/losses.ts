import type { WireError } from '../../protocol/errors';
import { backOffMs } from './backOff';

/** What a pool remembers of the connections it lost and of the attempts that failed. */
export class Losses {
  private attempts = 0;
  private latest: WireError | undefined;
  private isReplacement = false;

  constructor(private readonly random: () => number) {}

  /** Why the last connection or attempt failed; undefined once one succeeded. */
  get error(): WireError | undefined {
    return this.latest;
  }

  /** There is no connection any more; `wasOpen` of one that took turns until now. */
  lost(error: WireError, wasOpen: boolean): void {
    this.latest = error;
    this.isReplacement ||= wasOpen;
  }

  /** A connection is open. Returns whether it takes the place of one that was lost. */
  opened(): boolean {
    const replaces = this.isReplacement;
    this.latest = undefined;
    this.isReplacement = false;
    return replaces;
  }

  /** A connection was of use, or a user wants to try: the pauses begin with the shortest again. */
  forgive(): void {
    this.attempts = 0;
  }

  /** How long to wait before the next attempt, in ms: longer each time. */
  nextPauseMs(): number {
    return backOffMs(this.attempts++, this.random());
  }
}
