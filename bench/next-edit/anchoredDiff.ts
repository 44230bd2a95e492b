import { diffArrays } from 'diff';

/** Lines that two texts share, or only one of them has; in order. */
export interface DiffPart {
  readonly value: readonly string[];
  readonly added: boolean;
  readonly removed: boolean;
}

/**
 * What differs between two texts that are long and mostly the same: lines that stand once in each, in the same order, are
 * held to be the same ones, and what is between them is compared by jsdiff, which for a whole file takes seconds.
 */
export function anchoredDiff(before: readonly string[], after: readonly string[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let [old, now] = [0, 0];
  for (const [toOld, toNow] of [...anchorsOf(before, after), [before.length, after.length] as const]) {
    const [gone, come] = [before.slice(old, toOld), after.slice(now, toNow)];
    if (gone.length === 0 || come.length === 0) {
      if (gone.length > 0) parts.push({ value: gone, added: false, removed: true });
      if (come.length > 0) parts.push({ value: come, added: true, removed: false });
    } else {
      parts.push(...diffArrays(gone, come));
    }
    const anchor = before[toOld];
    if (anchor !== undefined) parts.push({ value: [anchor], added: false, removed: false });
    [old, now] = [toOld + 1, toNow + 1];
  }
  return parts;
}

/** Pairs of lines that are the same ones, ascending in both. */
function anchorsOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const [old, now] = [placesOfUnique(before), placesOfUnique(after)];
  const pairs = [...old].flatMap(([line, at]) => {
    const there = now.get(line);
    return there === undefined ? [] : [[at, there] as const];
  });
  return longestAscending(pairs);
}

function placesOfUnique(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  lines.forEach((line, n) => (places.has(line) ? twice.add(line) : places.set(line, n)));
  for (const line of twice) places.delete(line);
  return places;
}

/** The most pairs, whose first numbers ascend, of which the second ascend as well. */
function longestAscending(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  /** For each length the pair with which such a row ends earliest, and before each pair the one in front of it. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  pairs.forEach(([, there], n) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < there) low = middle + 1;
      else high = middle;
    }
    before.push(low > 0 ? ends[low - 1] : undefined);
    ends[low] = n;
  });
  const row: (readonly [number, number])[] = [];
  for (let at = ends.at(-1); at !== undefined; at = before[at]) {
    const pair = pairs[at];
    if (pair) row.push(pair);
  }
  return row.reverse();
}
