/** A place that was edited. Lines are zero-based and inclusive. */
export interface EditedPlace {
  /** Identifies its document while it is open. */
  readonly key: string;
  readonly first: number;
  readonly last: number;
}

/** One change of a document: the lines it touched before and after. Zero-based, inclusive. */
export interface LineChange {
  readonly key: string;
  readonly first: number;
  /** The last line it touched, as lines were counted before it. */
  readonly lastBefore: number;
  /** The last line it touched, as lines are counted now. */
  readonly lastNow: number;
}

/** How many places are remembered. */
const mostPlaces = 8;

/** Edits this near to each other, in lines, are one place. */
const nearness = 4;

/** A place does not grow beyond this, in lines: then it is two. */
const largest = 30;

/**
 * The places edited last, over all documents. They follow the text: lines that come or go above a place move it,
 * within it they make it larger or smaller. A change costs as much as there are places.
 */
export class RecentEdits {
  private all: readonly EditedPlace[] = [];

  /** The newest first. */
  get places(): readonly EditedPlace[] {
    return this.all;
  }

  /** Takes in a change. Of several at once, the one furthest down goes first. */
  edited(change: LineChange): void {
    const { key, first, lastNow } = change;
    let edited: EditedPlace = { key, first, last: Math.min(lastNow, first + largest - 1) };
    const others: EditedPlace[] = [];
    for (const place of this.all) {
      const moved = place.key === key ? follow(place, change) : place;
      const joined = join(edited, moved);
      if (joined) edited = joined;
      else if (!overlap(edited, moved)) others.push(moved);
    }
    this.all = [edited, ...others].slice(0, mostPlaces);
  }

  /** A document was closed. */
  forget(key: string): void {
    this.all = this.all.filter(place => place.key !== key);
  }
}

/** Where a place is after a change of its document; one that the change reaches into takes it in. */
function follow(place: EditedPlace, { first, lastBefore, lastNow }: LineChange): EditedPlace {
  const shift = lastNow - lastBefore;
  if (place.last < first) return place;
  if (place.first > lastBefore) return { ...place, first: place.first + shift, last: place.last + shift };
  return {
    ...place,
    first: Math.min(place.first, first),
    last: place.last > lastBefore ? place.last + shift : lastNow,
  };
}

/** Two places as one, if they are near to each other and that one is not too large. */
function join(a: EditedPlace, b: EditedPlace): EditedPlace | undefined {
  if (a.key !== b.key || a.first > b.last + nearness || b.first > a.last + nearness) return undefined;
  const first = Math.min(a.first, b.first);
  const last = Math.max(a.last, b.last);
  return last - first < largest ? { key: a.key, first, last } : undefined;
}

function overlap(a: EditedPlace, b: EditedPlace): boolean {
  return a.key === b.key && a.first <= b.last && b.first <= a.last;
}
