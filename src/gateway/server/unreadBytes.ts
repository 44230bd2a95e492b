/** Counts what a client has been sent and not read yet, as far as its answers to pings tell. */
export class UnreadBytes {
  private readonly portion: number;
  private readonly ask: (mark: string) => void;
  private total = 0;
  private readTotal = 0;
  private askedAt = 0;

  /**
   * @param portion bytes after which the client is asked
   * @param ask sends a ping with a mark, behind everything that was sent
   */
  constructor(portion: number, ask: (mark: string) => void) {
    this.portion = portion;
    this.ask = ask;
  }

  /** What was sent and not read, in bytes; up to a portion more than there is. */
  get bytes(): number {
    return this.total - this.readTotal;
  }

  /** So many bytes more were sent. */
  sent(bytes: number): void {
    this.total += bytes;
    if (this.total - this.askedAt < this.portion) return;
    this.askedAt = this.total;
    this.ask(String(this.total));
  }

  /** A mark has come back; one that is not of here says nothing. */
  read(mark: string): void {
    const upTo = /^\d{1,15}$/.test(mark) ? Number(mark) : 0;
    if (upTo <= this.askedAt) this.readTotal = Math.max(this.readTotal, upTo);
  }
}
