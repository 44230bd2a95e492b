import { firstTextId, type SymbolTable } from '../symbols';

/** How many kinds of contexts with gaps there are. */
export const gapKinds = 6;

/** How far back the beginning of a line and an open bracket are looked for, in symbols. */
const reach = 60;

/**
 * Contexts with gaps: not the last symbols one after the other, but such as say much of a place from further away. What
 * follows each is counted by hash, as in compressors of the paq family (Mahoney, "Adaptive weighing of context
 * models for lossless data compression", 2005), in a table of two bytes a counter; what was counted can be taken back.
 */
export class GapCounts {
  private readonly counts: Uint16Array;
  private readonly mask: number;
  private readonly hashes = new Int32Array(gapKinds);

  /** `bits`: log2 of the number of counters. */
  constructor(
    private readonly contexts: GapContexts,
    bits: number,
  ) {
    this.counts = new Uint16Array(2 ** bits);
    this.mask = 2 ** bits - 1;
  }

  /** Forgets everything. */
  clear(): void {
    this.counts.fill(0);
  }

  /** Counts the symbol at `at` behind its contexts, or takes it back. */
  count(symbols: Int32Array, at: number, by: 1 | -1): void {
    const { hashes } = this;
    this.contexts.write(symbols, at, hashes);
    const id = (symbols[at] ?? 0) >> 1;
    for (let kind = 0; kind < gapKinds; kind++) {
      const hash = hashes[kind] ?? 0;
      if (hash === 0) continue;
      this.add(hash, by);
      this.add(hashWith(hash, id), by);
    }
  }

  /** How often a context was counted. */
  all(hash: number): number {
    return this.counts[(hash ^ (hash >>> 15)) & this.mask] ?? 0;
  }

  /** How often a text was counted behind a context; about, since counters are shared. */
  of(hash: number, id: number): number {
    return this.all(hashWith(hash, id));
  }

  private add(hash: number, by: 1 | -1): void {
    const slot = (hash ^ (hash >>> 15)) & this.mask;
    this.counts[slot] = (this.counts[slot] ?? 0) + by;
  }
}

/** Finds the contexts with gaps of a place. */
export class GapContexts {
  /** By id, of the lowest ones: 1 for what opens, 2 for what closes, 3 for a comma. */
  private readonly marks: Uint8Array;
  /** By id: the hash of the last word of a name and one more; 0 when it was not asked for yet. */
  private tails = new Float64Array(4096);

  constructor(private readonly table: SymbolTable) {
    const ids = ['(', '[', '{', ')', ']', '}', ','].map(text => table.id(text));
    this.marks = new Uint8Array(Math.max(...ids) + 1);
    for (const [at, id] of ids.entries()) this.marks[id] = 1 + Math.floor(at / 3);
  }

  /**
   * Writes the hashes of the contexts of the place `at`, 0 where there is none: the last but one symbol; that and the one
   * before it; the first of the line with the last; what an open bracket stands behind, with the last and how many commas
   * came since; the symbol at the same place of the line above with the last; the last word that the last name is made of.
   */
  write(symbols: Int32Array, at: number, hashes: Int32Array): void {
    const idAt = (place: number): number => (symbols[place] ?? 0) >> 1;
    const last = idAt(at - 1);
    const lineStart = startOfLine(symbols, at);
    const within = at - lineStart;
    const above = startOfLine(symbols, Math.max(0, lineStart - 1));
    const over = above + within < lineStart - 1 ? idAt(above + within) : 1;
    const tail = this.tailOf(last);
    hashes[0] = hashOf(1, idAt(at - 2), 0);
    hashes[1] = hashOf(2, idAt(at - 2), idAt(at - 3));
    hashes[2] = within > 1 ? hashOf(3, idAt(lineStart), last) : 0;
    hashes[3] = this.bracketContext(symbols, at, last);
    hashes[4] = hashOf(5, within > 0 ? over : idAt(above), last);
    hashes[5] = tail === 0 ? 0 : hashOf(6, tail, idAt(at - 2));
  }

  private bracketContext(symbols: Int32Array, at: number, last: number): number {
    const { marks } = this;
    let depth = 0;
    let commas = 0;
    for (let back = at - 1; back >= 0 && at - back < reach; back--) {
      const mark = marks[(symbols[back] ?? 0) >> 1] ?? 0;
      if (mark === 0) continue;
      if (mark === 2) depth++;
      else if (mark === 1 && depth-- === 0)
        return hashOf(4, (symbols[back - 1] ?? 0) >> 1, commas * 4096 + last);
      else if (mark === 3 && depth === 0) commas++;
    }
    return 0;
  }

  private tailOf(id: number): number {
    if (id >= this.tails.length) {
      const wider = new Float64Array(2 * id);
      wider.set(this.tails);
      this.tails = wider;
    }
    const known = this.tails[id] ?? 0;
    if (known !== 0) return known - 2 ** 32;
    const tail = this.table.tail(id);
    this.tails[id] = tail + 2 ** 32;
    return tail;
  }
}

/** Where the line begins that `at` is in, as far as it is looked for; a line break is no part of a line. */
function startOfLine(symbols: Int32Array, at: number): number {
  let start = at;
  while (start > 0 && at - start < reach && (symbols[start - 1] ?? 0) >> 1 >= firstTextId) start--;
  return start;
}

function hashOf(kind: number, one: number, two: number): number {
  let hash = Math.imul((kind << 24) ^ one, 0x9e3779b1);
  hash ^= hash >>> 15;
  hash = Math.imul(hash ^ two, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash || 1;
}

function hashWith(hash: number, id: number): number {
  return Math.imul(hash ^ id, 0x9e3779b1);
}
