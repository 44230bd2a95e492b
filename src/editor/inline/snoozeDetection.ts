import type { Clock } from '../../common/clock';

/** VS Code asks about 110 ms after a key; on a machine that is very busy, several times that. In ms. */
const patienceMs = 500;

/** Before it asks, VS Code waits until no key has come for 50 ms; two that are not further apart than this, in ms, are one burst. */
const burstMs = 80;

/**
 * Watches whether VS Code asks for suggestions after keys. It does not while they are snoozed or switched off in the
 * editor, and no event tells: whoever asks ahead of VS Code has to notice it by the silence. Only keys count: after a cut
 * or an edit of another extension VS Code asks only while a suggestion is on screen.
 */
export class SnoozeDetection {
  private unasked: { readonly since: number; readonly last: number; readonly keys: number } | undefined;
  private document = '';

  constructor(private readonly clock: Clock) {}

  /** The user typed at the cursor of a document. */
  typed(document: string): void {
    const now = this.clock.now();
    const { unasked } = this;
    const goesOn = unasked !== undefined && (this.silent || now - unasked.last > burstMs);
    this.unasked = { since: goesOn ? unasked.since : now, last: now, keys: (unasked?.keys ?? 0) + 1 };
    this.document = document;
  }

  /** VS Code asked for a suggestion. */
  asked(): void {
    this.unasked = undefined;
  }

  /** Whether VS Code has not asked for a while although something was typed. */
  get silent(): boolean {
    const { unasked } = this;
    return unasked !== undefined && unasked.keys > 1 && this.clock.now() - unasked.since > patienceMs;
  }

  /** Whether it was this document where it has not asked. */
  silentIn(document: string): boolean {
    return this.silent && this.document === document;
  }
}
