import type { Disposable } from '../../common/disposable';

/** What one request or connection of a client has of a stock. Dispose it when that is over. */
export interface Share extends Disposable {
  /** Takes more; false, and nothing is taken, when the client may have no more. */
  grow(amount: number): boolean;
  /** Gives some back. */
  shrink(amount: number): void;
}

/**
 * A stock that clients share without a fixed part for each: whoever asks may have no more than is still free. One
 * client alone gets half of it, two that take all they can get a third each, and there is always something left for
 * whoever comes next (the dynamic thresholds of Choudhury and Hahne, 1998).
 */
export class FairShares {
  private readonly total: number;
  private readonly isShared: () => boolean;
  private readonly held = new Map<string, number>();
  private free: number;

  /**
   * @param total size of the stock, in whatever is shared
   * @param isShared false while there is only one client: then that one may have all
   */
  constructor(total: number, isShared: () => boolean = () => true) {
    this.total = total;
    this.free = total;
    this.isShared = isShared;
  }

  /** What is held, by everybody. */
  get used(): number {
    return this.total - this.free;
  }

  /** An empty share for a client. */
  share(client: string): Share {
    let own = 0;
    let over = false;
    const shrink = (amount: number): void => {
      if (over) return;
      own -= amount;
      this.put(client, -amount);
    };
    return {
      grow: amount => {
        if (over || !this.mayHave(client, amount)) return false;
        own += amount;
        this.put(client, amount);
        return true;
      },
      shrink,
      dispose() {
        shrink(own);
        over = true;
      },
    };
  }

  private mayHave(client: string, amount: number): boolean {
    if (amount > this.free) return false;
    return !this.isShared() || (this.held.get(client) ?? 0) + amount <= this.free;
  }

  private put(client: string, amount: number): void {
    this.free -= amount;
    const held = (this.held.get(client) ?? 0) + amount;
    if (held > 0) this.held.set(client, held);
    else this.held.delete(client);
  }
}
