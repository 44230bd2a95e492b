import { ContextIndex } from './contextIndex';
import { boundaryId, type SymbolTable } from './symbols';

/** A live document of the index. */
interface Entry {
  readonly segment: number;
  readonly family: number;
  /** Where its symbols are in the index. */
  readonly start: number;
  readonly length: number;
}

const maxSegments = 60_000;

/**
 * Many documents in one searchable index, bounded in symbols. A document that is replaced or removed is masked;
 * compacting makes the index anew from those that are left.
 */
export class DocumentIndex {
  private current: ContextIndex;
  private readonly entries = new Map<string, Entry>();
  private hidden: string[] = [];
  private liveSymbols = 0;

  /**
   * `sizeBits`: as for `ContextIndex`; `maxSymbols`: the most that live documents may have together. Room for them
   * is reserved at once, because making room later would hold the event loop; the system commits it when used.
   */
  constructor(
    private readonly table: SymbolTable,
    private readonly sizeBits: number,
    private readonly maxSymbols: number,
  ) {
    this.current = new ContextIndex(table, sizeBits, maxSymbols);
  }

  /** What to search; another object after an update. */
  get index(): ContextIndex {
    return this.current;
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
    for (const [path, entry] of this.entries) if (entry.segment === segment) return path;
    return undefined;
  }

  /** Adds or replaces a document; false if there is no room for it, in which case the old one is gone as well. */
  put(path: string, family: number, symbols: ArrayLike<number>): boolean {
    this.remove(path);
    if (this.liveSymbols + symbols.length > this.maxSymbols) return false;
    const segment = this.current.beginSegment(family);
    const start = append(this.current, symbols, 0, symbols.length);
    this.entries.set(path, { segment, family, start, length: symbols.length });
    this.liveSymbols += symbols.length;
    return true;
  }

  /** True when what is masked has come to weigh too much; then call `compact`. */
  get wasteful(): boolean {
    const dead = this.current.length - this.liveSymbols - this.entries.size;
    return dead > Math.max(20_000, this.liveSymbols / 2) || this.current.families.length > maxSegments;
  }

  /**
   * Makes the index anew from the live documents, one document a step, so that the caller can let others run
   * between steps. Until the last step the old index serves. No document may be put meanwhile.
   */
  *compact(): Generator<void, void> {
    const { symbols } = this.current;
    const fresh = new ContextIndex(this.table, this.sizeBits, this.maxSymbols);
    const moved = new Map<string, Entry>();
    for (const [path, { family, start, length }] of this.entries) {
      const segment = fresh.beginSegment(family);
      moved.set(path, { segment, family, start: append(fresh, symbols, start, length), length });
      yield;
    }
    this.current = fresh;
    for (const [path, entry] of moved) {
      if (this.entries.has(path)) this.entries.set(path, entry);
      else fresh.masked[entry.segment] = 1;
    }
    this.hide(this.hidden);
  }

  /** Removes a document if it is there. */
  remove(path: string): void {
    const entry = this.entries.get(path);
    if (!entry) return;
    this.current.masked[entry.segment] = 1;
    this.entries.delete(path);
    this.liveSymbols -= entry.length;
  }

  /** The document that was added longest ago, if there is one. */
  get oldest(): string | undefined {
    return this.entries.keys().next().value;
  }

  /** Masks these documents, and only these, until the next call: they are read from elsewhere. */
  hide(paths: Iterable<string>): void {
    for (const path of this.hidden) this.mask(path, 0);
    this.hidden = [...paths];
    for (const path of this.hidden) this.mask(path, 1);
  }

  private mask(path: string, value: number): void {
    const entry = this.entries.get(path);
    if (entry) this.current.masked[entry.segment] = value;
  }
}

/** Adds a text behind a boundary; returns where it begins. */
function append(index: ContextIndex, symbols: ArrayLike<number>, from: number, length: number): number {
  index.push(boundaryId * 2);
  const start = index.length;
  for (let at = 0; at < length; at++) index.push(symbols[from + at] ?? 0);
  return start;
}
