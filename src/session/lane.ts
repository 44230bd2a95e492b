import { isLaneOf, type StreamId } from '../protocol/streamId';

/** What turns are for. */
export const laneFeatures = [
  'inline',
  'edit',
  'chat',
  'nextEdit',
  'prefetch',
  'connect',
  'diagnosis',
] as const;
export type LaneFeature = (typeof laneFeatures)[number];

/**
 * A lane as callers of a session name it: the feature's own one, or one beside it for turns that are not to wait for
 * each other (`edit-2`, `inline-context`). It is a text, so that it can be a key, a field of the log and a cell of a table;
 * only this file puts one together or takes it apart.
 */
export type Lane = LaneFeature | `${LaneFeature}-${string}`;

/** The first, second, third... of several lanes side by side: `edit`, `edit-2`, `edit-3`. */
export function nthLane(lane: Lane, n: number): Lane {
  return n === 1 ? lane : `${lane}-${n}`;
}

/** Whose lane it is; undefined for one that is no feature's, which only callers without types can name. */
export function featureOf(lane: Lane): LaneFeature | undefined {
  return laneFeatures.find(feature => isLaneOf(lane, feature));
}

/**
 * What a lane is called on the wire. While earlier answers of it still run there, unread, the second, third... name of
 * it are used: `inline`, `inline.2`, `inline.3`. A name is 1 to 256 of `[A-Za-z0-9_.-]`; others are put right.
 */
export function streamIdFor(lane: Lane, n: number): StreamId {
  const name = lane.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 200) || 'lane';
  return n === 1 ? name : `${name}.${n}`;
}
