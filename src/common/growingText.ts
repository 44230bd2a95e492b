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
  private start = 0;
  /** What came since; put together at once, because each piece takes many times its length while it is kept for itself. */
  private pieces: string[] = [];
  private units = 0;

  /** UTF-16 code units. */
  get length(): number {
    return this.units;
  }

  /** The last of it: one code unit at least, unless there is nothing. */
  get end(): string {
    return this.pieces.at(-1) ?? this.chunks.at(-1)?.text ?? '';
  }

  append(text: string): void {
    if (text === '') return;
    this.pieces.push(text);
    this.units += text.length;
    if (this.units - this.start < chunkUnits) return;
    this.chunks.push({ start: this.start, text: this.pieces.join('') });
    this.pieces = [];
    this.start = this.units;
  }

  /** The text from a place on, a UTF-16 offset; empty behind the end. */
  from(offset: number): string {
    const pieces = [{ start: this.start, text: this.pieces.join('') }];
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
