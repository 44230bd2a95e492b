/** A sequence of symbols in segments in which the places of a context can be looked up. */
export interface Searchable {
  /** The symbols; valid below `length`. */
  readonly symbols: Int32Array;
  readonly length: number;
  /** Whether places come from the newest to the oldest; if not, they are spread evenly over all there are. */
  readonly newestFirst: boolean;
  /** Segment of a place. */
  segmentOf(at: number): number;
  /** Whether a segment may be recalled from for a family. */
  usable(segment: number, family: number): boolean;
  /**
   * Writes places whose last symbols may be those that end at `end` of `history`, `most` at the most, and returns how
   * many. Some may be others: contexts are told apart by a hash.
   * @param order as in `orders`
   */
  places(
    order: number,
    family: number,
    history: Int32Array,
    end: number,
    most: number,
    found: Int32Array,
  ): number;
}

/** Places that a text is looked for at, of those that may be its. */
const lookedThrough = 16;

const probe = new Int32Array(1);
const looked = new Int32Array(lookedThrough);

/**
 * Counts the places where a text stands that may be recalled from, of the first few there are.
 * @param most places are counted
 * @param order the one of single symbols
 */
export function countPlaces(
  index: Searchable,
  order: number,
  family: number,
  id: number,
  most: number,
): { readonly found: number; readonly first: number } {
  probe[0] = id * 2;
  const count = index.places(order, family, probe, 0, lookedThrough, looked);
  let found = 0;
  let first = -1;
  for (let each = 0; each < count && found < most; each++) {
    const at = looked[each] ?? 0;
    if ((index.symbols[at] ?? 0) >> 1 !== id || !index.usable(index.segmentOf(at), family)) continue;
    if (found++ === 0) first = at;
  }
  return { found, first };
}
