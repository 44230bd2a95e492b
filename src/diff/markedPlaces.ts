/** Places of which some are marked, one after the other; counts those of a range in logarithmic time (a Fenwick tree). */
export class MarkedPlaces {
  private readonly marks: Uint8Array;
  private readonly sums: Int32Array;

  constructor(size: number) {
    this.marks = new Uint8Array(size);
    this.sums = new Int32Array(size + 1);
  }

  /** Marks a place; once is enough. */
  mark(place: number): void {
    if (this.marks[place] !== 0) return;
    this.marks[place] = 1;
    for (let at = place + 1; at < this.sums.length; at += at & -at) this.sums[at] = (this.sums[at] ?? 0) + 1;
  }

  /** How many are marked from one place to another, exclusive. */
  count(from: number, to: number): number {
    return this.countBefore(to) - this.countBefore(from);
  }

  private countBefore(place: number): number {
    let count = 0;
    for (let at = place; at > 0; at -= at & -at) count += this.sums[at] ?? 0;
    return count;
  }
}
