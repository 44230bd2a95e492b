/** Pieces are kept about this long, in UTF-16 code units; one is copied when something in it changes. */
const chunkUnits = 2_048;

/** A piece is divided where it has become longer than this. */
const largest = 2 * chunkUnits;

interface Chunk {
  readonly text: string;
  /** Line feeds in it. */
  readonly breaks: number;
}

/**
 * A text that is changed in small places, in pieces: a change copies the piece it falls in, however long the text is, and
 * the way to the piece is counted from where the last one was. Offsets are UTF-16 code units and are held within the text.
 */
export class ChunkedText {
  private readonly chunks: Chunk[] = [];
  private units: number;
  /** The piece that was used last: its place, where it begins, and the line feeds in front of it. */
  private at = 0;
  private start = 0;
  private breaksBefore = 0;

  constructor(text: string) {
    this.units = text.length;
    for (let from = 0; from < text.length; from += chunkUnits) {
      this.chunks.push(chunkOf(text.slice(from, from + chunkUnits)));
    }
    if (this.chunks.length === 0) this.chunks.push(chunkOf(''));
  }

  get length(): number {
    return this.units;
  }

  /** The text between two offsets. */
  slice(from: number, to: number): string {
    const start = Math.max(0, from);
    const end = Math.min(to, this.units);
    if (start >= end) return '';
    this.find(start);
    let out = '';
    let chunkStart = this.start;
    for (let at = this.at; chunkStart < end; at++) {
      const text = this.chunks[at]?.text ?? '';
      out += text.slice(Math.max(0, start - chunkStart), end - chunkStart);
      chunkStart += text.length;
    }
    return out;
  }

  /** Puts a text in the place of another one. */
  replace(offset: number, length: number, text: string): void {
    const start = Math.min(offset, this.units);
    const end = Math.min(start + length, this.units);
    this.find(start);
    const first = this.at;
    let last = first;
    let lastStart = this.start;
    while (lastStart + this.lengthAt(last) < end) {
      lastStart += this.lengthAt(last);
      last++;
    }
    const whole =
      (this.chunks[first]?.text ?? '').slice(0, start - this.start) +
      text +
      (this.chunks[last]?.text ?? '').slice(end - lastStart);
    this.chunks.splice(first, last - first + 1, ...divided(whole));
    this.units += text.length - (end - start);
    if (this.chunks.length === 0) this.chunks.push(chunkOf(''));
    if (this.at >= this.chunks.length) this.rewind();
  }

  /** The number of line feeds in front of an offset. */
  lineAt(offset: number): number {
    this.find(Math.min(offset, this.units));
    const within = (this.chunks[this.at]?.text ?? '').slice(0, offset - this.start);
    return this.breaksBefore + breaksIn(within);
  }

  /** Where the line of an offset begins, or an offset `most` in front of it where that is further away. */
  lineStart(offset: number, most: number): number {
    for (let end = offset; end > 0 && offset - end < most;) {
      const from = Math.max(0, end - 256, offset - most);
      const found = this.slice(from, end).lastIndexOf('\n');
      if (found >= 0) return from + found + 1;
      end = from;
    }
    return Math.max(0, offset - most);
  }

  /** Where the line of an offset ends, in front of its line break, or an offset `most` behind it. */
  lineEnd(offset: number, most: number): number {
    for (let from = offset; from < this.units && from - offset < most;) {
      const to = Math.min(this.units, from + 256, offset + most);
      const found = this.slice(from, to).indexOf('\n');
      if (found >= 0) {
        const at = from + found;
        return at > offset && this.slice(at - 1, at) === '\r' ? at - 1 : at;
      }
      from = to;
    }
    return Math.min(this.units, offset + most);
  }

  private find(offset: number): void {
    if (offset < this.start - offset) this.rewind();
    while (offset < this.start) {
      this.at--;
      this.start -= this.lengthAt(this.at);
      this.breaksBefore -= this.chunks[this.at]?.breaks ?? 0;
    }
    while (this.at < this.chunks.length - 1 && offset > this.start + this.lengthAt(this.at)) {
      this.start += this.lengthAt(this.at);
      this.breaksBefore += this.chunks[this.at]?.breaks ?? 0;
      this.at++;
    }
  }

  private rewind(): void {
    [this.at, this.start, this.breaksBefore] = [0, 0, 0];
  }

  private lengthAt(at: number): number {
    return this.chunks[at]?.text.length ?? 0;
  }
}

function divided(text: string): Chunk[] {
  if (text === '') return [];
  if (text.length <= largest) return [chunkOf(text)];
  const chunks: Chunk[] = [];
  for (let from = 0; from < text.length; from += chunkUnits) {
    chunks.push(chunkOf(text.slice(from, from + chunkUnits)));
  }
  return chunks;
}

function chunkOf(text: string): Chunk {
  return { text, breaks: breaksIn(text) };
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
