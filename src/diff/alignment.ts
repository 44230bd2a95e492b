import { anchorsOf } from './anchors';

/** Two sequences side by side: 1 where an item has no counterpart on the other side. */
export interface Alignment {
  readonly removed: Uint8Array;
  readonly added: Uint8Array;
}

/**
 * How many differences are looked for exactly, from each end. Beyond it the alignment is divided at items that occur
 * once on both sides, or else goes on from the point that got furthest: still right, perhaps not the shortest. It
 * bounds the work to (items x this).
 */
const defaultReach = 256;

/**
 * A shortest alignment of two sequences: Myers' O(ND) algorithm in linear space ("An O(ND) Difference Algorithm and Its
 * Variations", 1986, section 4b), after items that occur on one side only are taken out, which changes nothing about
 * the result and leaves little to do in a rewrite. The items that are not marked are equal one by one, in order.
 */
export function align(before: Int32Array, after: Int32Array, reach = defaultReach): Alignment {
  const removed = new Uint8Array(before.length);
  const added = new Uint8Array(after.length);
  const shared = inBoth(before, after);
  const a = keepThose(before, shared, removed);
  const b = keepThose(after, shared, added);
  const walk = new Walk(a.items, b.items, reach);
  walk.compare(0, a.items.length, 0, b.items.length);
  for (const at of walk.removed) removed[a.places[at] ?? 0] = 1;
  for (const at of walk.added) added[b.places[at] ?? 0] = 1;
  return { removed, added };
}

/** Numbers for texts, the same for the same text. One numbering for both sides. */
export class Numbering {
  private readonly numbers = new Map<string, number>();

  of(texts: readonly string[]): Int32Array {
    const out = new Int32Array(texts.length);
    texts.forEach((text, at) => {
      out[at] = this.number(text);
    });
    return out;
  }

  private number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}

function inBoth(before: Int32Array, after: Int32Array): Set<number> {
  const old = new Set(before);
  const shared = new Set<number>();
  for (const item of after) if (old.has(item)) shared.add(item);
  return shared;
}

/** The items that both sides have and where they are; marks the others. */
function keepThose(
  all: Int32Array,
  wanted: ReadonlySet<number>,
  marks: Uint8Array,
): { items: Int32Array; places: Int32Array } {
  const items = new Int32Array(all.length);
  const places = new Int32Array(all.length);
  let count = 0;
  all.forEach((item, at) => {
    if (wanted.has(item)) {
      items[count] = item;
      places[count++] = at;
    } else {
      marks[at] = 1;
    }
  });
  return { items: items.subarray(0, count), places: places.subarray(0, count) };
}

/** One comparison: divides at a point of a shortest path until nothing is left to divide. */
class Walk {
  readonly removed: number[] = [];
  readonly added: number[] = [];
  private readonly forward: Int32Array;
  private readonly backward: Int32Array;
  /** Index of diagonal 0. */
  private readonly zero: number;

  constructor(
    private readonly a: Int32Array,
    private readonly b: Int32Array,
    private readonly reach: number,
  ) {
    this.zero = Math.min((a.length + b.length) >> 1, reach) + 1;
    this.forward = new Int32Array(2 * this.zero);
    this.backward = new Int32Array(2 * this.zero);
  }

  compare(aFrom: number, aTo: number, bFrom: number, bTo: number): void {
    const { a, b } = this;
    while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) {
      aFrom++;
      bFrom++;
    }
    while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
      aTo--;
      bTo--;
    }
    if (aFrom === aTo || bFrom === bTo) return this.mark(aFrom, aTo, bFrom, bTo);
    const point = this.divide(aFrom, aTo - aFrom, bFrom, bTo - bFrom);
    if (!point) return this.beyondReach(aFrom, aTo, bFrom, bTo);
    this.compare(aFrom, aFrom + point.x, bFrom, bFrom + point.y);
    this.compare(aFrom + point.x, aTo, bFrom + point.y, bTo);
  }

  private mark(aFrom: number, aTo: number, bFrom: number, bTo: number): void {
    for (let at = aFrom; at < aTo; at++) this.removed.push(at);
    for (let at = bFrom; at < bTo; at++) this.added.push(at);
  }

  private beyondReach(aFrom: number, aTo: number, bFrom: number, bTo: number): void {
    const anchors = anchorsOf(
      { items: this.a, from: aFrom, to: aTo },
      { items: this.b, from: bFrom, to: bTo },
    );
    if (anchors.length === 0) {
      const point = this.furthest(aTo - aFrom, bTo - bFrom);
      this.compare(aFrom, aFrom + point.x, bFrom, bFrom + point.y);
      return this.compare(aFrom + point.x, aTo, bFrom + point.y, bTo);
    }
    let [aAt, bAt] = [aFrom, bFrom];
    for (const { a, b } of anchors) {
      this.compare(aAt, a, bAt, b);
      [aAt, bAt] = [a + 1, b + 1];
    }
    this.compare(aAt, aTo, bAt, bTo);
  }

  /**
   * A point on a shortest path, counted from the beginnings: where the furthest paths from both ends meet. Neither end
   * itself, since the items at both ends differ. Undefined when they do not meet within reach.
   */
  private divide(aFrom: number, n: number, bFrom: number, m: number): Point | undefined {
    const { a, b, forward, backward, zero } = this;
    const delta = n - m;
    forward[zero + 1] = 0;
    backward[zero + 1] = 0;
    // Paths may leave the graph over its far edges. Where both ends' paths meet for the first time they have not.
    for (let d = 0; d <= this.reach; d++) {
      for (let k = -d; k <= d; k += 2) {
        let x = onDiagonal(forward, zero, d, k);
        let y = x - k;
        while (x < n && y < m && a[aFrom + x] === b[bFrom + y]) {
          x++;
          y++;
        }
        forward[zero + k] = x;
      }
      for (let k = -d; k <= d; k += 2) {
        let x = onDiagonal(backward, zero, d, k);
        let y = x - k;
        while (x < n && y < m && a[aFrom + n - 1 - x] === b[bFrom + m - 1 - y]) {
          x++;
          y++;
        }
        backward[zero + k] = x;
        const isWalked = Math.abs(delta - k) <= d;
        if (isWalked && x + (forward[zero + delta - k] ?? 0) >= n) return { x: n - x, y: m - y };
      }
    }
    return undefined;
  }

  /** Of the forward paths just walked, the point that has come furthest. */
  private furthest(n: number, m: number): Point {
    let best = { x: 0, y: 0 };
    for (let k = -this.reach; k <= this.reach; k++) {
      const x = this.forward[this.zero + k] ?? 0;
      const y = x - k;
      if (x <= n && y <= m && x + y > best.x + best.y) best = { x, y };
    }
    return best;
  }
}

/** How far along the first sequence a path of d differences gets on a diagonal, from paths of one difference less. */
function onDiagonal(paths: Int32Array, zero: number, d: number, k: number): number {
  const left = paths[zero + k - 1] ?? 0;
  const right = paths[zero + k + 1] ?? 0;
  return k === -d || (k !== d && left < right) ? right : left + 1;
}

/** A point of the edit graph: so many items of either side lie before it. */
interface Point {
  readonly x: number;
  readonly y: number;
}
