/** How many go on in one turn of the event loop: what they do in it is what everybody else waits for. */
const perTurn = 8;

/**
 * Lets those who have much to do go on in turn, some with each turn of the event loop. Between them whoever has little to
 * do is served, so that how long he waits does not depend on how many there are who pour.
 */
export class Breather {
  private readonly later: (callback: () => void) => void;
  private waiting: (() => void)[] = [];

  /** @param later calls back once when the event loop has turned */
  constructor(later: (callback: () => void) => void = callback => void setImmediate(callback)) {
    this.later = later;
  }

  /** Resolves when it is the caller's turn to go on, after the event loop has turned. */
  breathe(): Promise<void> {
    return new Promise(resolve => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) this.later(() => this.turn());
    });
  }

  private turn(): void {
    const some = this.waiting.slice(0, perTurn);
    this.waiting = this.waiting.slice(perTurn);
    if (this.waiting.length > 0) this.later(() => this.turn());
    for (const resolve of some) resolve();
  }
}
