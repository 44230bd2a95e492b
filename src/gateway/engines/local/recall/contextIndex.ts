/**
 * Where in a sequence of symbols a context has stood before. For each of a few context lengths (orders) the
 * positions with the same hash of their last symbols are chained from the newest to the oldest, as the match
 * finders of LZ77 compressors do: adding a symbol costs the same however long the sequence is, taking the newest
 * away again restores the former state exactly, and the longest match is found by comparing backwards.
 */

/** Context lengths that are chained, longest first. */
export const orders: readonly number[] = [7, 4, 2, 1];

/** A growing sequence of symbols in segments, searchable by context. Not disposed; it holds only memory. */
export class ContextIndex {
  /** The symbols; valid below `length`. */
  symbols: Int32Array;
  /** Segment of each symbol. */
  segments: Uint16Array;
  /** By order (as in `orders`): position of the previous occurrence of the same context, or -1. */
  readonly previous: Int32Array[];
  /** Families (languages) of the segments, which salt the hashes: contexts of two families never meet. */
  readonly families: number[] = [];
  /** Segments that are not to be used; 1 means masked. */
  readonly masked: number[] = [];
  length = 0;
  private readonly heads: Int32Array[];
  private readonly mask: number;

  /** `sizeBits`: log2 of the number of chains of each order; `capacity`: symbols to have room for at first. */
  constructor(sizeBits: number, capacity = 1024) {
    this.mask = 2 ** sizeBits - 1;
    this.symbols = new Int32Array(capacity);
    this.segments = new Uint16Array(capacity);
    this.previous = orders.map(() => new Int32Array(capacity));
    this.heads = orders.map(() => new Int32Array(2 ** sizeBits).fill(-1));
  }

  /** Begins a segment and returns its number; at most 65535. */
  beginSegment(family: number): number {
    this.families.push(family);
    this.masked.push(0);
    return this.families.length - 1;
  }

  /** Adds a symbol to the newest segment. */
  push(symbol: number): void {
    if (this.length === this.symbols.length) this.grow();
    const at = this.length++;
    const segment = this.families.length - 1;
    this.symbols[at] = symbol;
    this.segments[at] = segment;
    const family = this.families[segment] ?? 0;
    for (let order = 0; order < orders.length; order++) {
      const heads = this.heads[order];
      const previous = this.previous[order];
      const slot = this.slot(order, family, this.symbols, at);
      if (!heads || !previous || slot < 0) {
        if (previous) previous[at] = -1;
        continue;
      }
      previous[at] = heads[slot] ?? -1;
      heads[slot] = at;
    }
  }

  /** Takes away the newest symbols until `length` are left; segments stay. */
  truncate(length: number): void {
    while (this.length > length) {
      const at = --this.length;
      const family = this.families[this.segments[at] ?? 0] ?? 0;
      for (let order = 0; order < orders.length; order++) {
        const heads = this.heads[order];
        const slot = this.slot(order, family, this.symbols, at);
        if (heads && slot >= 0) heads[slot] = this.previous[order]?.[at] ?? -1;
      }
    }
  }

  /** Empties the index. */
  clear(): void {
    this.length = 0;
    this.families.length = 0;
    this.masked.length = 0;
    for (const heads of this.heads) heads.fill(-1);
  }

  /** Newest position whose last symbols have the hash of those that end at `end` of `history`, or -1. */
  newest(order: number, family: number, history: Int32Array, end: number): number {
    const slot = this.slot(order, family, history, end);
    return slot < 0 ? -1 : (this.heads[order]?.[slot] ?? -1);
  }

  private slot(order: number, family: number, symbols: Int32Array, end: number): number {
    const count = orders[order] ?? 0;
    if (end + 1 < count) return -1;
    let hash = family + 1;
    for (let at = end; at > end - count; at--) {
      hash = Math.imul(hash ^ ((symbols[at] ?? 0) >> 1), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return (Math.imul(hash, 0x85ebca6b) >>> 8) & this.mask;
  }

  private grow(): void {
    const capacity = this.symbols.length * 2;
    const wider = (array: Int32Array): Int32Array => {
      const copy = new Int32Array(capacity);
      copy.set(array);
      return copy;
    };
    this.symbols = wider(this.symbols);
    const segments = new Uint16Array(capacity);
    segments.set(this.segments);
    this.segments = segments;
    for (let order = 0; order < this.previous.length; order++) {
      const array = this.previous[order];
      if (array) this.previous[order] = wider(array);
    }
  }
}
