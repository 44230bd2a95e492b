import { errorOfEvent, errorOfFailure } from '../protocol/errors';
import type { ServerEvent } from '../protocol/serverEvents';

/**
 * Knows a failure that is told twice. Servers report one both as `error` and as `response.failed`; the second of
 * the two must not end whatever was sent on the lane in between.
 */
export class Echoes {
  private readonly told = new Map<string, { readonly type: string; readonly message: string }>();

  /** Whether this event says in the other form what was said of its lane last. Call it for every event. */
  isEcho(event: ServerEvent): boolean {
    const lane = event.stream_id ?? '';
    if (event.type === 'response.created') this.told.delete(lane);
    if (event.type !== 'error' && event.type !== 'response.failed') return false;
    const { message } = event.type === 'error' ? errorOfEvent(event) : errorOfFailure(event);
    const before = this.told.get(lane);
    this.told.delete(lane);
    if (before && before.type !== event.type && before.message === message) return true;
    this.told.set(lane, { type: event.type, message });
    return false;
  }
}
