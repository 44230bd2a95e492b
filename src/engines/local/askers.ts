/** Askers of whom something is kept at once; of the others the one that asked longest ago is forgotten. */
const mostAskers = 16;

/** What is kept for each of those who ask. */
export interface OfAsker {
  dispose(): void;
}

/**
 * Keeps for each connection what is of it alone, until it is gone. Requests that come over no connection have one for all of
 * them.
 */
export class Askers<T extends OfAsker> {
  private readonly kept = new Map<AbortSignal | undefined, T>();
  /** Connections whose end is heard of. */
  private readonly watched = new WeakSet<AbortSignal>();

  constructor(private readonly make: () => T) {}

  /** What is kept for a connection, which aborts when it is gone. Throws when it is. */
  of(connection: AbortSignal | undefined): T {
    connection?.throwIfAborted();
    const known = this.kept.get(connection);
    const own = known ?? this.make();
    // Those who asked last come last.
    this.kept.delete(connection);
    this.kept.set(connection, own);
    if (!known) {
      if (connection && !this.watched.has(connection)) {
        this.watched.add(connection);
        connection.addEventListener('abort', () => this.forget(connection), { once: true });
      }
      const [longestAgo] = this.kept.keys();
      if (this.kept.size > mostAskers) this.forget(longestAgo);
    }
    return own;
  }

  dispose(): void {
    for (const asker of [...this.kept.keys()]) this.forget(asker);
  }

  private forget(asker: AbortSignal | undefined): void {
    this.kept.get(asker)?.dispose();
    this.kept.delete(asker);
  }
}
