import type { EndpointProfile } from '../../session/profile';
import { requestDelay } from './requestDelay';
import { TypingRhythm } from './typingRhythm';

/** Weight of the newest measurement in the time to first token. */
const newest = 0.3;

/** Says how long requests to one endpoint wait after a key, from the rhythm of the keys and from how fast it answers. */
export class HoldBack {
  private readonly rhythm = new TypingRhythm();
  private firstTokenMs: number | undefined;

  /** A key was typed at this time, in ms. */
  key(now: number): void {
    this.rhythm.key(now);
  }

  /** A request had its first token after so many ms; undefined for one that had none. */
  learn(ms: number | undefined): void {
    if (ms === undefined) return;
    const { firstTokenMs = ms } = this;
    this.firstTokenMs = firstTokenMs + newest * (ms - firstTokenMs);
  }

  /**
   * How long a request waits that is made now, in ms. See `requestDelay`.
   * @param setting what the user says, in ms; null for what follows from the rest
   */
  delay(profile: Pick<EndpointProfile, 'concurrentLanes' | 'cancelMessage'>, setting: number | null): number {
    const { firstTokenMs, rhythm } = this;
    const { inBurst, usualGapMs } = rhythm;
    return requestDelay({ setting, profile, firstTokenMs, inBurst, usualGapMs });
  }
}
