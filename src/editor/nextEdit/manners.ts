/** After so many dismissals in a row nothing is offered for a while. */
const dismissalsInARow = 2;

/** How long it is quiet then, in ms. */
export const quietMs = 300_000;

/** How many dismissed edits are remembered. */
const remembered = 200;

/** Knows what the user does not want to see: what was dismissed never again, and for a while nothing when it was two in a row. */
export class Manners {
  private readonly dismissed = new Map<string, true>();
  private readonly dropped = new Map<string, number>();
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

  /** What edits were made from that the user dismissed, and how many of each. */
  get droppedCauses(): ReadonlyMap<string, number> {
    return this.dropped;
  }

  /** The user does not want this edit. @param cause what it was made from, where that is known */
  dismiss(key: string, cause?: string): void {
    remember(this.dismissed, key, true);
    if (cause !== undefined) remember(this.dropped, cause, (this.dropped.get(cause) ?? 0) + 1);
    if (++this.inARow < dismissalsInARow) return;
    this.inARow = 0;
    this.quietUntil = this.now() + quietMs;
  }

  /** The user took this edit back with undo: it is not offered again, and that is all. */
  takenBack(key: string): void {
    remember(this.dismissed, key, true);
  }

  /** The user applied an edit, by a key or by typing it, or asked for one. */
  welcome(): void {
    this.inARow = 0;
    this.quietUntil = -Infinity;
  }
}

function remember<T>(all: Map<string, T>, key: string, value: T): void {
  all.delete(key);
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > remembered && oldest !== undefined) all.delete(oldest);
}
