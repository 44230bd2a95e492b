import type { Stretch } from './stretch';

/** Stretches of a text that do not overlap. */
export class TakenStretches {
  /** Ascending. */
  private readonly taken: Stretch[] = [];

  /** Takes a stretch; false, and nothing is taken, when one overlaps it. Empty ones overlap nothing at their borders. */
  take(stretch: Stretch): boolean {
    let [low, high] = [0, this.taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.taken[middle]?.start ?? 0) < stretch.start) low = middle + 1;
      else high = middle;
    }
    const [before, behind] = [this.taken[low - 1], this.taken[low]];
    if (before && before.end > stretch.start) return false;
    if (behind && behind.start < stretch.end) return false;
    this.taken.splice(low, 0, stretch);
    return true;
  }
}
