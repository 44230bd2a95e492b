/** After so many dismissals in a row nothing is offered for a while. */
const dismissalsInARow = 2;

/** How long it is quiet then, in ms. */
export const quietMs = 300_000;

/** How many dismissed edits are remembered. */
const remembered = 200;

/** Knows what the user does not want to see: what was dismissed never again, and for a while nothing when it was two in a row. */
export class Manners {
  private readonly dismissed = new Set<string>();
  private inARow = 0;
  private quietUntil = -Infinity;

  /** @param now the time in ms */
  constructor(private readonly now: () => number) {}

  /** Whether nothing is to be offered. */
  get isQuiet(): boolean {
    return this.now() < this.quietUntil;
  }

  /** Whether this edit was dismissed. @param key the same for the same edit, see `editKey` */
  wasDismissed(key: string): boolean {
    return this.dismissed.has(key);
  }

  /** The user does not want this edit. */
  dismiss(key: string): void {
    this.remember(key);
    if (++this.inARow < dismissalsInARow) return;
    this.inARow = 0;
    this.quietUntil = this.now() + quietMs;
  }

  /** The user took this edit back with undo: it is not offered again, and that is all. */
  takenBack(key: string): void {
    this.remember(key);
  }

  /** The user applied an edit, by a key or by typing it, or asked for one. */
  welcome(): void {
    this.inARow = 0;
    this.quietUntil = -Infinity;
  }

  private remember(key: string): void {
    this.dismissed.delete(key);
    this.dismissed.add(key);
    const [oldest] = this.dismissed;
    if (this.dismissed.size > remembered && oldest !== undefined) this.dismissed.delete(oldest);
  }
}
