import type { StreamId } from '../../protocol/streamId';
import { streamIdFor, type Lane } from '../lane';

/**
 * Gives out the names of lanes on one connection. A lane has further names while earlier answers of it still run that
 * nobody reads any more. A server allows a limited number of distinct names in the life of a connection, so idle ones
 * are used again, at the limit those of other lanes too.
 */
export class LaneNames {
  private readonly known = new Set<StreamId>();
  private cap = Infinity;

  /**
   * The name to send on, or undefined when every name is busy and no new one is allowed.
   * @param isBusy whether an answer is running on that name
   */
  take(lane: Lane, maxLanes: number, isBusy: (name: StreamId) => boolean): StreamId | undefined {
    const limit = Math.min(maxLanes, this.cap);
    for (let n = 1; n <= limit; n++) {
      const name = streamIdFor(lane, n);
      if (this.known.has(name) ? isBusy(name) : this.known.size >= limit) continue;
      this.known.add(name);
      return name;
    }
    return [...this.known].find(name => !isBusy(name));
  }

  /** The server allows no more names than there were before this one. Returns how many may be used. */
  refused(name: StreamId): number {
    this.known.delete(name);
    this.cap = this.known.size;
    return this.cap;
  }
}
