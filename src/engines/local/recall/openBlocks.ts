import { boundaryId, indentChange, isLineBreak, type SymbolTable } from './symbols';
import type { Searchable } from './searchable';

/** Symbols before the cursor in which names are looked for. */
const lookedAt = 1500;

/**
 * Tells by indentation alone which names stand in the blocks the cursor is in, which is where most of what is in scope
 * was declared or used: what stands in a block that has been closed is deeper than something behind it.
 */
export class OpenBlocks {
  /** Names in open blocks, the last one first. */
  readonly names: number[] = [];
  /** By id: the look at which the name was seen last, and how many symbols before the cursor it was in an open block, 0 if not. */
  private seen: Int32Array = new Int32Array(4096);
  private open: Int32Array = new Int32Array(4096);
  private looks = 0;

  constructor(private readonly table: SymbolTable) {}

  /** Looks at the end of the current file, as far as its text before the cursor goes. */
  look({ symbols, length }: Searchable): void {
    const { names, table } = this;
    this.looks++;
    names.length = 0;
    // Columns count as a part of a unit, whatever the unit of the file is.
    let depth = 0;
    let least = 0;
    for (let back = 0; back < lookedAt; back++) {
      const symbol = symbols[length - 1 - back] ?? 0;
      const id = symbol >> 1;
      if (id === boundaryId) break;
      if (isLineBreak(symbol)) {
        const { units, columns } = indentChange(symbol);
        depth -= units + columns / 8;
        least = Math.min(least, depth);
      } else if (table.isName(id)) {
        this.see(id, depth <= least ? back + 1 : 0);
      }
    }
  }

  /** How many symbols before the cursor a name stood last in a block that is still open, or in a line that opens one; 0 when it did not. */
  openAt(id: number): number {
    return this.seen[id] === this.looks ? (this.open[id] ?? 0) : 0;
  }

  /** Whether a name stands only in blocks that have been closed. */
  isClosed(id: number): boolean {
    return this.seen[id] === this.looks && this.open[id] === 0;
  }

  private see(id: number, open: number): void {
    if (id >= this.seen.length) {
      this.seen = wider(this.seen, 2 * id);
      this.open = wider(this.open, 2 * id);
    }
    if (this.seen[id] !== this.looks) {
      this.seen[id] = this.looks;
      this.open[id] = 0;
    }
    if (open === 0 || this.open[id] !== 0) return;
    this.open[id] = open;
    this.names.push(id);
  }
}

function wider(array: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
