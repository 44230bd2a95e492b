import type { SymbolTable } from './symbols';

/**
 * How places are ordered that have the same last symbol: by a number made of hashes of the symbols before it, the
 * nearest first, and of the place itself. Places with a longer context in common so stand together.
 */

/** Bits of a place, and of the hashes of the second, the third and fourth, and the fifth to seventh last symbol. */
const placeBits = 23;
const hashBits = [14, 12, 4] as const;

/** Most places that can be told apart. */
export const mostPlaces = 2 ** placeBits;

const placeRange = mostPlaces;
const farRange = placeRange * 2 ** hashBits[2];
const middleRange = farRange * 2 ** hashBits[1];

function mixed(hash: number, symbol: number | undefined): number {
  const next = Math.imul(hash ^ ((symbol ?? 0) >> 1), 0x9e3779b1);
  return next ^ (next >>> 15);
}

function top(hash: number, bits: number): number {
  return Math.imul(hash, 0x85ebca6b) >>> (32 - bits);
}

/** What the symbols before `at` come to; add the place for a key that is like no other. */
export function contextKey(symbols: Int32Array, at: number): number {
  const second = mixed(1, symbols[at - 1]);
  const middle = mixed(mixed(2, symbols[at - 2]), symbols[at - 3]);
  const far = mixed(mixed(mixed(3, symbols[at - 4]), symbols[at - 5]), symbols[at - 6]);
  return (
    top(second, hashBits[0]) * middleRange +
    top(middle, hashBits[1]) * farRange +
    top(far, hashBits[2]) * placeRange
  );
}

/** How many keys have that many last symbols in common: 1, 2, 4 or 7; 0 for the first means all. */
export function keyRange(length: number): number {
  return length >= 7 ? placeRange : length >= 4 ? farRange : length >= 2 ? middleRange : Infinity;
}

/** The place in a key. */
function placeOf(key: number): number {
  return key % placeRange;
}

/** Numbers of 24 bits, three bytes each. */
class Packed {
  private readonly low: Uint16Array;
  private readonly high: Uint8Array;

  constructor(length: number) {
    this.low = new Uint16Array(length);
    this.high = new Uint8Array(length);
  }

  get(at: number): number {
    return (this.low[at] ?? 0) + (this.high[at] ?? 0) * 65536;
  }

  set(at: number, value: number): void {
    this.low[at] = value;
    this.high[at] = value >>> 16;
  }
}

/** Steps of work after which others may have their turn. */
const stepsOfWork = 8000;

/** Most keys that are sorted at once. */
const sortedAtOnce = 8192;

/** Places of a part of a sequence, by their symbol and then by what is before it. */
export class SortedBlock {
  private constructor(
    readonly from: number,
    readonly to: number,
    /** Different texts, in order, and where the places of each begin; one more at the end. */
    private readonly ids: Int32Array,
    private readonly starts: Int32Array,
    private readonly places: Packed,
  ) {}

  /** Sorts the places of a part of a sequence, a little at a time; the block is what the generator returns. */
  static *of(
    symbols: Int32Array,
    from: number,
    to: number,
    table: SymbolTable,
  ): Generator<void, SortedBlock> {
    const counts = new Int32Array(table.size + 256);
    for (let at = from; at < to; at++) {
      const id = (symbols[at] ?? 0) >> 1;
      counts[id] = (counts[id] ?? 0) + 1;
      if ((at - from) % (8 * stepsOfWork) === 0) yield;
    }
    let different = 0;
    for (const count of counts) if (count > 0) different++;
    const ids = new Int32Array(different);
    const starts = new Int32Array(different + 1);
    let sum = 0;
    for (let id = 0, each = 0; id < counts.length; id++) {
      const count = counts[id] ?? 0;
      if (count === 0) continue;
      ids[each] = id;
      starts[each++] = sum;
      counts[id] = sum;
      sum += count;
      starts[each] = sum;
    }
    yield;
    const places = new Packed(to - from);
    for (let at = from; at < to; at++) {
      const id = (symbols[at] ?? 0) >> 1;
      const slot = counts[id] ?? 0;
      counts[id] = slot + 1;
      places.set(slot, at);
      if ((at - from) % (4 * stepsOfWork) === 0) yield;
    }
    let longest = 0;
    for (let each = 0; each < different; each++)
      longest = Math.max(longest, (starts[each + 1] ?? 0) - (starts[each] ?? 0));
    const room = new Float64Array(2 * longest);
    let work = 0;
    for (let each = 0; each < different; each++) {
      const start = starts[each] ?? 0;
      const count = (starts[each + 1] ?? 0) - start;
      if (count < 2) continue;
      if (count <= shortRun) sortFew(symbols, places, start, count);
      else yield* sortMany(symbols, places, start, count, room);
      work += count + 8;
      if (work > stepsOfWork) {
        work = 0;
        yield;
      }
    }
    return new SortedBlock(from, to, ids, starts, places);
  }

  /**
   * Writes places of a text after a context, `most` at the most, spread evenly over all there are.
   * @param key what comes before the place, as `contextKey` says
   * @param range how many keys count as the same, as `keyRange` says
   */
  find(
    symbols: Int32Array,
    id: number,
    key: number,
    range: number,
    most: number,
    found: Int32Array,
    count: number,
  ): number {
    let [low, high] = [0, this.ids.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    if (this.ids[low] !== id) return count;
    let start = this.starts[low] ?? 0;
    let end = this.starts[low + 1] ?? 0;
    if (range !== Infinity) {
      const least = Math.floor(key / range) * range;
      start = this.firstFrom(symbols, start, end, least);
      end = this.firstFrom(symbols, start, end, least + range);
    }
    const all = end - start;
    const taken = Math.min(all, most - count);
    for (let each = 0; each < taken; each++)
      found[count + each] = this.places.get(start + Math.floor((each * all) / taken));
    return count + Math.max(0, taken);
  }

  /** The first slot of a range whose key is not below. */
  private firstFrom(symbols: Int32Array, start: number, end: number, key: number): number {
    let [low, high] = [start, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (contextKey(symbols, this.places.get(middle)) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Runs of places up to this length are sorted by putting one after the other into its place. */
const shortRun = 12;

/** Keys of short runs; only one is sorted at a time, without a stop. */
const shortKeys = new Float64Array(shortRun);

/** Sorts so few places by their keys. */
function sortFew(symbols: Int32Array, places: Packed, start: number, count: number): void {
  for (let at = 0; at < count; at++) {
    const place = places.get(start + at);
    const key = contextKey(symbols, place) + place;
    let to = at;
    for (; to > 0 && (shortKeys[to - 1] ?? 0) > key; to--) shortKeys[to] = shortKeys[to - 1] ?? 0;
    shortKeys[to] = key;
  }
  for (let at = 0; at < count; at++) places.set(start + at, placeOf(shortKeys[at] ?? 0));
}

/** Sorts a run of places by their keys; `room` holds as many keys twice. */
function* sortMany(
  symbols: Int32Array,
  places: Packed,
  start: number,
  count: number,
  room: Float64Array,
): Generator<void, void> {
  let keys = room.subarray(0, count);
  let other = room.subarray(count, 2 * count);
  for (let at = 0; at < count; at++) {
    const place = places.get(start + at);
    keys[at] = contextKey(symbols, place) + place;
    if ((at + 1) % stepsOfWork === 0) yield;
  }
  for (let from = 0; from < count; from += sortedAtOnce) {
    keys.subarray(from, from + sortedAtOnce).sort();
    if (count > sortedAtOnce) yield;
  }
  for (let width = sortedAtOnce; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) yield* merge(keys, other, from, width);
    [keys, other] = [other, keys];
  }
  for (let at = 0; at < count; at++) {
    places.set(start + at, placeOf(keys[at] ?? 0));
    if ((at + 1) % (4 * stepsOfWork) === 0) yield;
  }
}

/** Merges two sorted runs of `keys` that follow one another into the same place of `into`. */
function* merge(keys: Float64Array, into: Float64Array, from: number, width: number): Generator<void, void> {
  const middle = Math.min(keys.length, from + width);
  const end = Math.min(keys.length, from + 2 * width);
  let [left, right] = [from, middle];
  for (let at = from; at < end; at++) {
    const takeLeft = left < middle && (right >= end || (keys[left] ?? 0) <= (keys[right] ?? 0));
    into[at] = (takeLeft ? keys[left++] : keys[right++]) ?? 0;
    if ((at + 1) % (4 * stepsOfWork) === 0) yield;
  }
}
