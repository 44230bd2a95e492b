/** Its findings come in several portions; this long after one the next would be there, in ms. */
const settleMs = 100;

/** A pause of the typing after which errors that are there by then are none of its, in ms. */
export const patienceMs = 1_500;

interface Followed {
  /** The errors that are not new, by their names. */
  before: ReadonlySet<string>;
  changedAt: number;
  /** When a language service told something since the latest change; undefined while none has. */
  toldAt: number | undefined;
}

/**
 * Knows which errors of a document came with what was just typed. It listens from the change on: whoever asks later, because
 * somebody else was asked first, misses nothing. Documents are named by their URI as text; times are ms of one clock.
 */
export class NewErrors {
  private readonly documents = new Map<string, Followed>();

  /** A document was changed. @param errors the names of those it has; read only where typing begins */
  changed(uri: string, errors: () => readonly string[], now: number): void {
    const known = this.documents.get(uri);
    const begins = !known || now - known.changedAt >= patienceMs;
    const before = begins ? new Set(errors()) : known.before;
    this.documents.set(uri, { before, changedAt: now, toldAt: undefined });
  }

  /** A language service told something about a document. */
  told(uri: string, now: number): void {
    const known = this.documents.get(uri);
    if (known) known.toldAt = now;
  }

  /** A document was closed. */
  closed(uri: string): void {
    this.documents.delete(uri);
  }

  /**
   * How long it is to be waited until all is known, in ms: 0 when it is; undefined when nobody has told anything in time, or
   * nothing was changed.
   */
  waitFor(uri: string, now: number): number | undefined {
    const known = this.documents.get(uri);
    if (!known) return undefined;
    if (known.toldAt !== undefined) return Math.max(0, known.toldAt + settleMs - now);
    const left = known.changedAt + patienceMs - now;
    return left > 0 ? left : undefined;
  }

  /** Whether something has been told since the latest change. */
  hasBeenTold(uri: string): boolean {
    return this.documents.get(uri)?.toldAt !== undefined;
  }

  /** Those of these errors that are new, by their names. */
  newOf(uri: string, errors: readonly string[]): ReadonlySet<string> {
    const before = this.documents.get(uri)?.before;
    return new Set(before ? errors.filter(error => !before.has(error)) : []);
  }

  /** What came of these errors has been seen: they are new no more. */
  seen(uri: string, errors: readonly string[]): void {
    const known = this.documents.get(uri);
    if (known) known.before = new Set(errors);
  }
}
