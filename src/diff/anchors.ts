/** A place that is the same on both sides: indices into the two sequences. */
export interface Anchor {
  readonly a: number;
  readonly b: number;
}

/** Part of a sequence: from an index to another, exclusive. */
export interface Part {
  readonly items: Int32Array;
  readonly from: number;
  readonly to: number;
}

/**
 * The longest run of anchors in the same order on both sides, of items that occur exactly once on each: the heart of
 * Bram Cohen's patience diff. Takes n log n steps whatever differs.
 */
export function anchorsOf(a: Part, b: Part): Anchor[] {
  const onceInB = occurringOnce(b);
  const pairs: Anchor[] = [];
  for (const [item, at] of occurringOnce(a)) {
    const other = onceInB.get(item);
    if (at >= 0 && other !== undefined && other >= 0) pairs.push({ a: at, b: other });
  }
  return longestRise(pairs);
}

/** Where each item stands, in the order of their places; -1 for one that occurs more than once. */
function occurringOnce({ items, from, to }: Part): Map<number, number> {
  const places = new Map<number, number>();
  for (let at = from; at < to; at++) {
    const item = items[at] ?? -1;
    places.set(item, places.has(item) ? -1 : at);
  }
  return places;
}

/** The longest sub-list of pairs, ascending in `a`, that ascends in `b` too: patience sorting. */
export function longestRise(pairs: readonly Anchor[]): Anchor[] {
  /** For each length the index of the pair that ends the run of this length with the smallest `b`. */
  const ends: number[] = [];
  const previous: number[] = [];
  pairs.forEach(({ b }, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.b ?? 0) < b) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const rise: Anchor[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair) rise.push(pair);
  }
  return rise.reverse();
}
