/** What had been spent and had come at one moment of an answer. */
export interface Mark {
  /** CPU time of the page's main thread so far, in ms. */
  readonly busy: number;
  /** Deltas that the page had handled. */
  readonly deltas: number;
}

/**
 * The cost of each delta between every two marks, in ms. Where none was counted between two (at a high rate one message may
 * hold what two ranges are made of) the time belongs to the next range that has one, and the cost is undefined.
 */
export function costsBetween(marks: readonly Mark[]): readonly (number | undefined)[] {
  let [from] = marks;
  return marks.slice(1).map(mark => {
    if (!from || mark.deltas === from.deltas) return undefined;
    const cost = costOf(from, mark);
    from = mark;
    return cost;
  });
}

/** What a delta costs in the last so many ranges, in relation to the first; undefined where there are too few to tell. */
export function growthOf(marks: readonly Mark[], ranges: number): number | undefined {
  const [first, early] = [marks[0], marks[ranges]];
  const [late, last] = [marks.at(-1 - ranges), marks.at(-1)];
  if (!first || !early || !late || !last || marks.length <= 2 * ranges) return undefined;
  const ratio = costOf(late, last) / costOf(first, early);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}

const costOf = (from: Mark, to: Mark): number => (to.busy - from.busy) / (to.deltas - from.deltas);
