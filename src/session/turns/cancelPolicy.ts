import type { EndpointProfile } from '../profile';

/** The means of stopping an answer nobody reads. */
export type CancelMeans =
  /** The announced message. */
  | 'message'
  /** Let it run to its end unread; the turns that follow use another lane, or the spare connection. */
  | 'mute'
  /** Drop the connection; the turns that follow use the spare, or a new one. */
  | 'close';

/** What is known when an answer is given up. */
export interface CancelFacts {
  /** Tokens the answer may still have; `Infinity` where it has no bound. */
  readonly leftTokens: number;
  /** Tokens a second, of this answer or of the last; undefined before the first. */
  readonly tokensPerSecond: number | undefined;
  /** Answers on the same connection that somebody still reads. */
  readonly othersLive: number;
  /** Answers on the same connection, this one and others that nobody reads any more among them. */
  readonly inFlight: number;
  /** Another connection is open and free. */
  readonly hasSpare: boolean;
}

/** With lanes, this much is never worth a handshake: a few cents per thousand cancels, no time at all. */
const fewTokens = 512;
/** With lanes: longest time an unread answer may go on generating, in ms. */
const muteMs = 2_000;
/** Without lanes the connection is blocked so long: with a spare at hand, and without one, in ms. */
const blockedWithSpareMs = 300;
const blockedAloneMs = 150;

/**
 * Chooses how to stop an answer. The caller has been freed already and waits for none of it; what is weighed is
 * what the server would still generate (and bill) against a handshake and the connection's cache.
 */
export function chooseCancel(profile: EndpointProfile, facts: CancelFacts): CancelMeans {
  if (profile.cancelMessage) return 'message';
  const { leftTokens, tokensPerSecond, othersLive, inFlight, hasSpare } = facts;
  if (othersLive > 0) return 'mute';
  const leftMs = tokensPerSecond ? (leftTokens / tokensPerSecond) * 1000 : Infinity;
  if (profile.concurrentLanes && profile.namedLanes) {
    if (inFlight > profile.maxInFlight / 2) return 'close';
    return leftTokens <= fewTokens || leftMs <= muteMs ? 'mute' : 'close';
  }
  return leftMs <= (hasSpare ? blockedWithSpareMs : blockedAloneMs) ? 'mute' : 'close';
}
