/** The key of the default lane, whose frames carry no `stream_id`. */
export const defaultLane = '';

/**
 * Gives out lane names on one connection. A feature's lane is `inline`, and `inline.2`, `inline.3`... while
 * earlier ones still have an answer running that nobody reads any more. A server allows a limited number of
 * distinct names in the life of a connection, so idle ones are used again, at the limit those of others too.
 */
export class LaneNames {
  private readonly known = new Set<string>();
  private cap = Infinity;

  /**
   * The name to send on, or undefined when every name is busy and no new one is allowed.
   * @param isBusy whether an answer is running on that name
   * @param mayLend whether an idle name of another feature may be taken
   */
  take(
    lane: string,
    maxLanes: number,
    isBusy: (name: string) => boolean,
    mayLend: (name: string) => boolean,
  ): string | undefined {
    const limit = Math.min(maxLanes, this.cap);
    for (let n = 1; n <= limit; n++) {
      const name = n === 1 ? lane : `${lane}.${n}`;
      if (this.known.has(name) ? isBusy(name) : this.known.size >= limit) continue;
      this.known.add(name);
      return name;
    }
    return [...this.known].find(name => !isBusy(name) && mayLend(name));
  }

  /** The server allows no more names than there were before this one. Returns how many may be used. */
  refused(name: string): number {
    this.known.delete(name);
    this.cap = this.known.size;
    return this.cap;
  }
}

/** A lane of the caller as the protocol allows it on the wire: 1 to 200 of `[A-Za-z0-9_.-]`, leaving room. */
export function wireName(lane: string): string {
  return lane.replace(/[^A-Za-z0-9_.-]/g, '_').slice(0, 200) || 'lane';
}
