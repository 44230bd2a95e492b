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
  private family = -1;

  constructor(table: SymbolTable) {
    this.index = new ContextIndex(table, 15, 8192);
  }

  /** Makes the index that of this text; the result is the same whatever was in it before. */
  update(family: number, before: readonly number[], behind: readonly number[]): void {
    const { index } = this;
    if (family !== this.family) {
      index.clear();
      index.beginSegment(family);
      this.family = family;
    }
    const length = behind.length + before.length + 2;
    const at = (position: number): number => {
      if (position === 0 || position === behind.length + 1) return boundary;
      return (
        (position <= behind.length ? behind[position - 1] : before[position - behind.length - 2]) ?? boundary
      );
    };
    const most = Math.min(length, index.length);
    let same = 0;
    while (same < most && index.symbols[same] === at(same)) same++;
    index.truncate(same);
    for (let position = same; position < length; position++) index.push(at(position));
  }
}
