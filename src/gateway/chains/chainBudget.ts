interface Share {
  readonly size: number;
  readonly forget: () => void;
}

/**
 * What the conversations of all sockets together may take. Beyond it the one that was used longest ago is
 * forgotten, on whichever socket it is; its client is told `previous_response_not_found` and sends everything again.
 */
export class ChainBudget {
  private readonly maxSize: number;
  /** In order of last use, oldest first. */
  private readonly shares = new Map<symbol, Share>();
  private heldSize = 0;

  /** `maxSize` in code units. */
  constructor(maxSize: number) {
    this.maxSize = maxSize;
  }

  /** Sum of all that is held. */
  get size(): number {
    return this.heldSize;
  }

  /** Counts a conversation. `forget` is called when it has to go, and releases it. */
  hold(share: symbol, size: number, forget: () => void): void {
    this.shares.set(share, { size, forget });
    this.heldSize += size;
    for (const [oldest, { forget: drop }] of this.shares) {
      if (this.heldSize <= this.maxSize) break;
      drop();
      this.release(oldest);
    }
  }

  /** A conversation was used. */
  touch(share: symbol): void {
    const held = this.shares.get(share);
    if (!held) return;
    this.shares.delete(share);
    this.shares.set(share, held);
  }

  /** A conversation is not remembered any more. Unknown ones are ignored. */
  release(share: symbol): void {
    const held = this.shares.get(share);
    if (!held) return;
    this.shares.delete(share);
    this.heldSize -= held.size;
  }
}
