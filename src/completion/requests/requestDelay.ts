import type { EndpointProfile } from '../../session/profile';

/** What decides how long a request waits after a key. */
export interface DelayFacts {
  /** `codexSpark.inline.delay`, in ms; null for what follows from the rest. */
  readonly setting: number | null;
  readonly profile: Pick<EndpointProfile, 'concurrentLanes' | 'cancelMessage'>;
  /** Usual time from request to first token, in ms; undefined while nothing was measured. */
  readonly firstTokenMs: number | undefined;
  /** Whether the key followed another one closely. */
  readonly inBurst: boolean;
  /** Within which most keys follow the one before, in ms; undefined while unknown. */
  readonly usualGapMs: number | undefined;
}

/** What answers within this, in ms, is done before the next key: nothing is gained by waiting. */
const fastMs = 40;
/** Never wait longer, in ms. */
const longestMs = 150;
/** How much later than usual a key may come and still count as following, as a factor. */
const margin = 1.15;

/**
 * How long a request waits after a key, in ms; a further key within that time takes its place. Zero wherever an
 * unwanted request costs next to nothing: where many run at a time and each can be cancelled. Elsewhere one is held
 * back in a burst of keys that is faster than the endpoint, for as long as the next key usually takes, but never
 * longer than the answer itself takes to begin: at worst it comes after twice that time.
 */
export function requestDelay({ setting, profile, firstTokenMs, inBurst, usualGapMs }: DelayFacts): number {
  if (setting !== null) return setting;
  if (profile.concurrentLanes && profile.cancelMessage) return 0;
  if (!inBurst || usualGapMs === undefined || firstTokenMs === undefined) return 0;
  if (firstTokenMs <= fastMs || firstTokenMs < usualGapMs) return 0;
  return Math.round(Math.min(usualGapMs * margin, firstTokenMs, longestMs));
}
