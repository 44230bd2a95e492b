import { boundaryId, indentChange, isLineBreak, type SymbolTable } from './symbols';
import type { Searchable } from './searchable';

/** Symbols before the cursor in which names are looked for. */
const lookedAt = 1500;

/** What is known of a name by where it stands before the cursor. */
export interface Standing {
  /** How many symbols ago it stood last in a block that is still open, or in a line that opens one; 0 when it did not. */
  readonly open: number;
  /** Whether it stands only in blocks that have been closed. */
  readonly closed: boolean;
}

const nowhere: Standing = { open: 0, closed: false };

/**
 * Tells by indentation alone which names stand in the blocks the cursor is in, which is where most of what is in scope
 * was declared or used: what stands in a block that has been closed is deeper than something behind it.
 */
export class OpenBlocks {
  private readonly standing = new Map<number, Standing>();
  /** Names in open blocks, the last one first. */
  readonly names: number[] = [];

  constructor(private readonly table: SymbolTable) {}

  /** Looks at the end of the current file, as far as its text before the cursor goes. */
  look({ symbols, length }: Searchable): void {
    const { standing, names, table } = this;
    standing.clear();
    names.length = 0;
    // Columns count as a part of a unit, whatever the unit of the file is.
    let depth = 0;
    let least = 0;
    for (let back = 0; back < lookedAt; back++) {
      const symbol = symbols[length - 1 - back] ?? 0;
      if (symbol >> 1 === boundaryId) break;
      if (isLineBreak(symbol)) {
        const { units, columns } = indentChange(symbol);
        depth -= units + columns / 8;
        least = Math.min(least, depth);
        continue;
      }
      const id = symbol >> 1;
      if (!table.isName(id)) continue;
      const open = depth <= least;
      const known = standing.get(id);
      if (!known) standing.set(id, open ? { open: back + 1, closed: false } : { open: 0, closed: true });
      else if (open && known.open === 0) standing.set(id, { open: back + 1, closed: false });
      if (open && !(known && known.open > 0)) names.push(id);
    }
  }

  /** Where a name stands. */
  of(id: number): Standing {
    return this.standing.get(id) ?? nowhere;
  }
}
