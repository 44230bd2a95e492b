import type { Searchable } from './searchable';
import type { SymbolTable } from './symbols';

/**
 * Where in a sequence of symbols a context has stood before. For each of a few kinds of context (orders) the
 * positions with the same hash of their last symbols are chained from the newest to the oldest, as the match
 * finders of LZ77 compressors do: adding a symbol costs the same however long the sequence is, taking the newest
 * away again restores the former state exactly, and the longest match is found by comparing backwards.
 */

/** A kind of context that is chained. */
export interface Order {
  /** Its length in symbols. */
  readonly length: number;
  /** True if all names count as equal in it, so that alike code with other names is found. */
  readonly shape: boolean;
}

/** The contexts that are chained: exact ones from the longest to the shortest, then the one of shapes. */
export const orders: readonly Order[] = [
  { length: 7, shape: false },
  { length: 4, shape: false },
  { length: 2, shape: false },
  { length: 1, shape: false },
  { length: 4, shape: true },
];

/** The order of single symbols. */
export const singleOrder = orders.findIndex(({ length }) => length === 1);

const noOrder: Order = { length: 0, shape: false };

/** A growing sequence of symbols in segments, searchable by context. Not disposed; it holds only memory. */
export class ContextIndex implements Searchable {
  readonly newestFirst = true;
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
  constructor(
    private readonly table: SymbolTable,
    sizeBits: number,
    capacity = 1024,
  ) {
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

  segmentOf(at: number): number {
    return this.segments[at] ?? 0;
  }

  usable(segment: number, family: number): boolean {
    return !this.masked[segment] && this.families[segment] === family;
  }

  places(
    order: number,
    family: number,
    history: Int32Array,
    end: number,
    most: number,
    found: Int32Array,
  ): number {
    const previous = this.previous[order];
    let count = 0;
    let at = this.newest(order, family, history, end);
    for (; count < most && at >= 0; at = previous?.[at] ?? -1) found[count++] = at;
    return count;
  }

  private slot(order: number, family: number, symbols: Int32Array, end: number): number {
    const { length: count, shape } = orders[order] ?? noOrder;
    if (end + 1 < count) return -1;
    let hash = family + 1;
    for (let at = end; at > end - count; at--) {
      const id = (symbols[at] ?? 0) >> 1;
      hash = Math.imul(hash ^ (shape ? this.table.shape(id) : id), 0x9e3779b1);
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
