/** Gaps looked at. */
const kept = 16;
/** Fewer tell nothing. */
const enough = 4;
/** A longer gap between two keys, in ms, is a pause. */
const longestGapMs = 400;

/** How fast someone types, learnt from the times of the last keys. */
export class TypingRhythm {
  private gaps: readonly number[] = [];
  private last = -Infinity;
  private following = false;

  /** A key was typed at this time, in ms. */
  key(now: number): void {
    const gap = now - this.last;
    this.last = now;
    this.following = gap <= longestGapMs;
    if (this.following) this.gaps = [...this.gaps, gap].slice(-kept);
  }

  /** Whether the last key followed another one closely, so that more are likely to come. */
  get inBurst(): boolean {
    return this.following;
  }

  /** The gap, in ms, within which three of four keys follow the one before; undefined while too few were seen. */
  get usualGapMs(): number | undefined {
    if (this.gaps.length < enough) return undefined;
    return this.gaps.toSorted((a, b) => a - b)[Math.floor(this.gaps.length * 0.75)];
  }
}
