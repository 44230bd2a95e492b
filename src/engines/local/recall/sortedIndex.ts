import { orders } from './contextIndex';
import type { Searchable } from './searchable';
import { contextKey, keyRange, mostPlaces, SortedBlock } from './sorting';
import type { SymbolTable } from './symbols';

/** Symbols that are not sorted yet from which a block is made of them. */
export const blockSymbols = 65_536;

/**
 * A large, growing sequence of symbols whose places are kept sorted, in blocks: an array of places takes three bytes
 * a symbol for contexts of all lengths. What was added last can be found once `sort` was called. It finds no contexts
 * of shapes. Not disposed; it holds only memory.
 */
export class SortedIndex implements Searchable {
  readonly newestFirst = false;
  length = 0;
  private sequence: Int32Array;
  /** Where segments begin, with their numbers. */
  private readonly starts: number[] = [];
  private readonly numbers: number[] = [];
  private readonly segments = new Set<number>();
  private blocks: readonly SortedBlock[] = [];

  /**
   * `capacity`: symbols to have room for at first, which the system commits when used; `masked`: the segments, by
   * number, that are not to be used.
   */
  constructor(
    private readonly table: SymbolTable,
    capacity: number,
    private readonly masked: { readonly has: (segment: number) => boolean },
  ) {
    this.sequence = new Int32Array(Math.min(mostPlaces, capacity));
  }

  get symbols(): Int32Array {
    return this.sequence;
  }

  /** Symbols that cannot be found yet. */
  get unsorted(): number {
    return this.length - (this.blocks.at(-1)?.to ?? 0);
  }

  /** How many segments there are, those masked among them. */
  get segmentCount(): number {
    return this.numbers.length;
  }

  /** Whether a segment is in it, masked or not. */
  holds(segment: number): boolean {
    return this.segments.has(segment);
  }

  /** Whether so many symbols have room. */
  fits(count: number): boolean {
    return this.length + count <= mostPlaces;
  }

  /** Adds a segment: a boundary and then its symbols. Returns where they begin. */
  add(segment: number, symbols: Int32Array, from: number, count: number): number {
    const { length } = this;
    if (length + count + 1 > this.sequence.length) {
      const wider = new Int32Array(Math.min(mostPlaces, Math.ceil((length + count + 1) * 1.25)));
      wider.set(this.sequence.subarray(0, length));
      this.sequence = wider;
    }
    this.starts.push(length);
    this.numbers.push(segment);
    this.segments.add(segment);
    this.sequence[length] = 0;
    this.sequence.set(symbols.subarray(from, from + count), length + 1);
    this.length = length + 1 + count;
    return length + 1;
  }

  /**
   * Sorts what is not sorted yet, a little at a time, together with earlier blocks where these are not much larger, so
   * that there are few; `whole` makes one of all. Nothing may be added meanwhile; until the end the old blocks serve.
   */
  *sort(whole = false): Generator<void, void> {
    const kept = whole ? [] : [...this.blocks];
    if (whole && this.blocks.length === 1 && this.unsorted === 0) return;
    if (!whole && this.unsorted === 0) return;
    let from = kept.at(-1)?.to ?? 0;
    if (this.length - from < blockSymbols) {
      for (
        let last = kept.at(-1);
        last && last.to - last.from < 2 * (this.length - from);
        last = kept.at(-1)
      ) {
        from = last.from;
        kept.pop();
      }
    }
    const block = yield* SortedBlock.of(this.sequence, from, this.length, this.table);
    this.blocks = [...kept, block];
  }

  segmentOf(at: number): number {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return this.numbers[low] ?? 0;
  }

  usable(segment: number): boolean {
    return !this.masked.has(segment);
  }

  places(
    order: number,
    _family: number,
    history: Int32Array,
    end: number,
    most: number,
    found: Int32Array,
  ): number {
    const { length, shape } = orders[order] ?? { length: 0, shape: true };
    if (shape || end + 1 < length) return 0;
    const id = (history[end] ?? 0) >> 1;
    const key = length > 1 ? contextKey(history, end) : 0;
    const range = keyRange(length);
    let count = 0;
    for (let at = this.blocks.length - 1; at >= 0 && count < most; at--) {
      const block = this.blocks[at];
      if (block) count = block.find(this.sequence, id, key, range, most, found, count);
    }
    return count;
  }
}
