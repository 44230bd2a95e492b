import type { TurnEvent } from '../turn';

/**
 * Hands text from a producer that never waits to one reader that may be slow. Deltas the reader has not taken
 * yet are joined into one, so a slow reader sees fewer and larger pieces and nothing is lost.
 */
export class TextStream {
  private pending: TurnEvent[] = [];
  private ended = false;
  private reading = false;
  private wake: (() => void) | undefined;

  /** Text and redirect points. One reader at a time; a second one gets an error. Read this or `text`. */
  readonly events: AsyncIterable<TurnEvent> = { [Symbol.asyncIterator]: () => this.read() };
  /** The text alone. */
  readonly text: AsyncIterable<string> = { [Symbol.asyncIterator]: () => this.readText() };

  /** Adds an event; ignored after `end`. */
  push(event: TurnEvent): void {
    if (this.ended) return;
    const last = this.pending.at(-1);
    if (event.kind === 'text' && last?.kind === 'text') {
      this.pending[this.pending.length - 1] = { kind: 'text', text: last.text + event.text };
    } else this.pending.push(event);
    this.wake?.();
  }

  /** Lets the reader finish after what is pending. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  private async *read(): AsyncGenerator<TurnEvent, void, undefined> {
    if (this.reading) throw new Error('A turn has one reader: read its text or its events, once.');
    this.reading = true;
    try {
      for (;;) {
        const event = this.pending.shift();
        if (event) yield event;
        else if (this.ended) return;
        else await new Promise<void>(resolve => (this.wake = resolve));
      }
    } finally {
      this.reading = false;
    }
  }

  private async *readText(): AsyncGenerator<string, void, undefined> {
    for await (const event of this.read()) if (event.kind === 'text') yield event.text;
  }
}
