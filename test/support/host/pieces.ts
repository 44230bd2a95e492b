/** A text that arrives when the test says so. */
export class Pieces implements AsyncIterable<string> {
  private readonly waiting: string[] = [];
  private ended = false;
  private wake: (() => void) | undefined;

  push(text: string): void {
    this.waiting.push(text);
    this.wake?.();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      for (let text = this.waiting.shift(); text !== undefined; text = this.waiting.shift()) yield text;
      if (this.ended) return;
      await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}
