/** How much a client may leave unread, in bytes. */
export interface UnreadBounds {
  /** Before it has said that it reads. */
  readonly first: number;
  /** Once it reads; each time it says so the bound doubles, up to this. */
  readonly most: number;
}

/** It is asked so many times within what it may leave unread, so that one that reads is not waited for. */
const asksWithin = 8;

/**
 * Counts what a client has been sent and not read yet, as far as its answers to pings tell. One that has never said that it
 * reads is sent little, and more each time it does, as TCP begins with a connection.
 */
export class UnreadBytes {
  private readonly bounds: UnreadBounds;
  private readonly ask: (mark: string) => void;
  private total = 0;
  private readTotal = 0;
  private askedAt = 0;
  private bound: number;

  /** @param ask sends a ping with a mark, behind everything that was sent */
  constructor(bounds: UnreadBounds, ask: (mark: string) => void) {
    this.bounds = bounds;
    this.bound = bounds.first;
    this.ask = ask;
  }

  /** Whether more than the client may leave unread is unread, so that nothing more should be made for it. */
  get isMuch(): boolean {
    return this.total - this.readTotal > this.bound;
  }

  /** So many bytes more were sent. */
  sent(bytes: number): void {
    this.total += bytes;
    if (this.total - this.askedAt < this.bound / asksWithin) return;
    this.askedAt = this.total;
    this.ask(String(this.total));
  }

  /** A mark has come back; one that is not of here says nothing. */
  read(mark: string): void {
    const upTo = /^\d{1,15}$/.test(mark) ? Number(mark) : 0;
    if (upTo > this.askedAt || upTo <= this.readTotal) return;
    this.readTotal = upTo;
    this.bound = Math.min(this.bounds.most, this.bound * 2);
  }
}
