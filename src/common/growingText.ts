/** Pieces are put together up to about this length, in UTF-16 code units. */
const chunkUnits = 4_096;

/**
 * A text that grows at its end and is read from places near its end. To read any of a string that was put together from
 * pieces, the engine copies all of it first; done with each piece, that takes the square of the length. Here it takes
 * what is read and a bounded rest.
 */
export class GrowingText {
  /** What is long enough, and where each begins. */
  private readonly chunks: { readonly start: number; readonly text: string }[] = [];
  private last = { start: 0, text: '' };

  /** UTF-16 code units. */
  get length(): number {
    return this.last.start + this.last.text.length;
  }

  append(text: string): void {
    this.last.text += text;
    if (this.last.text.length < chunkUnits) return;
    this.chunks.push(this.last);
    this.last = { start: this.length, text: '' };
  }

  /** The text from a place on, a UTF-16 offset; empty behind the end. */
  from(offset: number): string {
    const pieces = [this.last];
    for (let at = this.chunks.length - 1; (pieces.at(-1)?.start ?? 0) > offset && at >= 0; at--) {
      const chunk = this.chunks[at];
      if (chunk) pieces.push(chunk);
    }
    return pieces
      .reverse()
      .map(({ start, text }) => text.slice(Math.max(0, offset - start)))
      .join('');
  }
}
