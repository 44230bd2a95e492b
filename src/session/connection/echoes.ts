import { errorOfEvent, errorOfFailure } from '../../protocol/errors';
import type { ServerEvent } from '../../protocol/serverEvents';
import { defaultLane, streamIdOf, type StreamId } from '../../protocol/streamId';

/**
 * Knows a failure that is told twice. Servers report one both as `error` and as `response.failed`; the second of
 * the two must not end whatever was sent on the lane in between. Its number shows it: it counts on where the former
 * answer stopped, and what is said of a new one begins anew. Without numbers nothing is taken for an echo, because a
 * failure that nobody hears is worse than one that is heard twice.
 */
export class Echoes {
  private readonly told = new Map<
    StreamId,
    { readonly as: string; readonly message: string; readonly at: number }
  >();

  /** Whether this event says in the other form what was said of its lane just before. Call it for every event. */
  isEcho(event: ServerEvent): boolean {
    if (event.type !== 'error' && event.type !== 'response.failed') return false;
    const { type, sequence_number: at } = event;
    const lane = streamIdOf(event) ?? defaultLane;
    const { message } = type === 'error' ? errorOfEvent(event) : errorOfFailure(event);
    const before = this.told.get(lane);
    this.told.delete(lane);
    if (at === undefined) return false;
    if (before && before.as !== type && before.message === message && before.at + 1 === at) return true;
    this.told.set(lane, { as: type, message, at });
    return false;
  }
}
