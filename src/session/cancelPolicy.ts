import type { EndpointProfile } from './profile';

/** The means of stopping an answer nobody reads. */
export type CancelMeans =
  /** The announced message. */
  | 'message'
  /** Let it run to its end unread; the turns that follow use other lanes. */
  | 'mute'
  /** Drop the connection. */
  | 'close';

/** Chooses how to stop an answer. The caller has been freed already and waits for none of it. */
export function chooseCancel(profile: EndpointProfile): CancelMeans {
  if (profile.cancelMessage) return 'message';
  return profile.concurrentLanes && profile.namedLanes ? 'mute' : 'close';
}
