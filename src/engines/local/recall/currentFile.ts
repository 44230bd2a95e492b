import { GapContexts, GapCounts } from './mixing/gaps';
import { ContextIndex } from './contextIndex';
import { boundaryId, type SymbolTable } from './symbols';

const boundary = boundaryId * 2;

/**
 * Index of the file being edited: first what stands behind the cursor, then what stands before it, so that typing
 * changes the end only. Each update takes back what differs from the last one and adds the rest; moving the
 * cursor costs at most the whole file once.
 */
export class CurrentFile {
  readonly index: ContextIndex;
  /** Of what stands before the cursor. */
  readonly gapCounts: GapCounts;
  private family = -1;

  constructor(table: SymbolTable) {
    this.index = new ContextIndex(table, 15, 8192);
    this.gapCounts = new GapCounts(new GapContexts(table), 18);
  }

  /** Makes the index that of this text; the result is the same whatever was in it before. */
  update(family: number, before: readonly number[], behind: readonly number[]): void {
    const { index, gapCounts } = this;
    if (family !== this.family) {
      index.clear();
      gapCounts.clear();
      index.beginSegment(family);
      this.family = family;
    }
    const start = behind.length + 2;
    let same = 1 + commonLength(index, behind, 1);
    if (same === start - 1 && index.length >= start && index.symbols[same] === boundary) {
      same = start + commonLength(index, before, start);
    }
    if (same < start) gapCounts.clear();
    else for (let at = index.length - 1; at >= same; at--) gapCounts.count(index.symbols, at, -1);
    index.truncate(same);
    for (let at = index.length; at < start + before.length; at++) {
      const symbol =
        at === 0 || at === start - 1 ? boundary : at < start ? behind[at - 1] : before[at - start];
      index.push(symbol ?? boundary);
      if (at >= start) gapCounts.count(index.symbols, at, 1);
    }
  }
}

/** How many of the symbols the index has from `start` on. */
function commonLength(index: ContextIndex, symbols: readonly number[], start: number): number {
  const { symbols: known, length } = index;
  const most = Math.min(symbols.length, length - start);
  let same = 0;
  while (same < most && known[start + same] === symbols[same]) same++;
  return same;
}
