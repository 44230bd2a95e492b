import type { Searchable } from './searchable';
import { blockSymbols, SortedIndex } from './sortedIndex';
import type { SymbolTable } from './symbols';

/** A live document of the library. */
interface Entry {
  readonly segment: number;
  readonly family: number;
  /** Where its symbols are in the index of its family. */
  start: number;
  readonly length: number;
}

/**
 * The documents of a workspace, an index for each family, bounded in symbols. A document that is replaced or removed is
 * masked; compacting makes the indexes anew from those that are left. What was put can be found when it was sorted.
 */
export class Library {
  private readonly indexes = new Map<number, SortedIndex>();
  private readonly entries = new Map<string, Entry>();
  /** The paths of segments, also of those that are gone. */
  private paths = new Map<number, string>();
  /** Segments of what is gone, and of what is hidden. */
  private readonly gone = new Set<number>();
  private readonly hidden = new Set<number>();
  private hiddenPaths: readonly string[] = [];
  private liveSymbols = 0;
  private nextSegment = 1;
  private readonly masked = {
    has: (segment: number): boolean => this.gone.has(segment) || this.hidden.has(segment),
  };

  /** `maxSymbols`: the most that live documents may have together. */
  constructor(
    private readonly table: SymbolTable,
    private readonly maxSymbols: number,
  ) {}

  /** What to search for a family, if there is something of it; another object after compacting. */
  of(family: number): Searchable | undefined {
    return this.indexes.get(family);
  }

  /** Number of live documents. */
  get size(): number {
    return this.entries.size;
  }

  /** Symbols of the live documents. */
  get symbolCount(): number {
    return this.liveSymbols;
  }

  /** True if the path has a live document. */
  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** The path of a segment's document, if that is live. */
  pathOf(segment: number): string | undefined {
    const path = this.paths.get(segment);
    return path !== undefined && this.entries.get(path)?.segment === segment ? path : undefined;
  }

  /** Adds or replaces a document; false if there is no room for it, in which case the old one is gone as well. */
  put(path: string, family: number, symbols: Int32Array): boolean {
    this.remove(path);
    const index = this.indexes.get(family) ?? new SortedIndex(this.table, this.maxSymbols, this.masked);
    if (this.liveSymbols + symbols.length > this.maxSymbols || !index.fits(symbols.length + 1)) return false;
    this.indexes.set(family, index);
    const segment = this.nextSegment++;
    const start = index.add(segment, symbols, 0, symbols.length);
    this.entries.set(path, { segment, family, start, length: symbols.length });
    this.paths.set(segment, path);
    this.liveSymbols += symbols.length;
    if (this.hiddenPaths.includes(path)) this.hidden.add(segment);
    return true;
  }

  /** Removes a document if it is there. */
  remove(path: string): void {
    const entry = this.entries.get(path);
    if (!entry) return;
    this.gone.add(entry.segment);
    this.entries.delete(path);
    this.liveSymbols -= entry.length;
  }

  /** Masks these documents, and only these, until the next call: they are read from elsewhere. */
  hide(paths: Iterable<string>): void {
    this.hiddenPaths = [...paths];
    this.hidden.clear();
    for (const path of this.hiddenPaths) {
      const entry = this.entries.get(path);
      if (entry) this.hidden.add(entry.segment);
    }
  }

  /**
   * Makes findable what was put, a little at a time: where it is as much as what was sorted before, so that there are few
   * blocks and each symbol is sorted once, or when `rest` says that no more comes.
   */
  *sort(rest: boolean): Generator<void, void> {
    for (const index of this.indexes.values())
      if (rest || index.unsorted >= Math.max(blockSymbols, index.length / 2)) yield* index.sort();
  }

  /** True when what is masked has come to weigh too much; then call `compact`. */
  get wasteful(): boolean {
    let all = 0;
    for (const index of this.indexes.values()) all += index.length - index.segmentCount;
    return all - this.liveSymbols > Math.max(20_000, this.liveSymbols / 4);
  }

  /**
   * Makes the indexes anew from the live documents, a little at a time, so that the caller can let others run between
   * steps. Until the last step of an index the old one serves. No document may be put meanwhile.
   */
  *compact(): Generator<void, void> {
    for (const [family, index] of [...this.indexes]) {
      const live = [...this.entries.values()].filter(entry => entry.family === family);
      const room = live.reduce((sum, { length }) => sum + length + 1, 0);
      const fresh = new SortedIndex(this.table, room, this.masked);
      const starts = new Map<Entry, number>();
      for (const entry of live) {
        starts.set(entry, fresh.add(entry.segment, index.symbols, entry.start, entry.length));
        yield;
      }
      yield* fresh.sort(true);
      for (const [entry, start] of starts) entry.start = start;
      if (live.length > 0) this.indexes.set(family, fresh);
      else this.indexes.delete(family);
    }
    this.paths = new Map([...this.entries].map(([path, { segment }]) => [segment, path]));
    const segments = new Set(this.paths.keys());
    for (const segment of [...this.gone]) if (!segments.has(segment)) this.forgetSegment(segment);
  }

  /** A segment that went while its index was compacted stays masked until the next time. */
  private forgetSegment(segment: number): void {
    if (![...this.indexes.values()].some(index => index.holds(segment))) this.gone.delete(segment);
  }
}
