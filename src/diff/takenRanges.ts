import type { OffsetRange } from './offsetRange';

/** Ranges of a text that do not overlap. */
export class TakenRanges {
  /** Ascending. */
  private readonly taken: OffsetRange[] = [];

  /** Takes a range; false, and nothing is taken, when one overlaps it. Those of an empty text overlap nothing. */
  take(range: OffsetRange): boolean {
    let [low, high] = [0, this.taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.taken[middle]?.start ?? 0) < range.start) low = middle + 1;
      else high = middle;
    }
    const [before, behind] = [this.taken[low - 1], this.taken[low]];
    if (before && before.end > range.start) return false;
    if (behind && behind.start < range.end) return false;
    this.taken.splice(low, 0, range);
    return true;
  }

  /** Gives back a range that was taken: others may have it. */
  release(range: OffsetRange): void {
    const at = this.taken.indexOf(range);
    if (at >= 0) this.taken.splice(at, 1);
  }
}
