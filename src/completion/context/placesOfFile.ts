import { loyalty } from './choose';
import type { RankedWindow } from './fileWindows';

/** At most so many places of one file. */
const placesPerFile = 3;

/** Lines less alike than this share only what all code of a project shares. */
const leastAlike = 0.06;

/** Lines of a file, zero-based and inclusive. */
export type Place = Pick<RankedWindow, 'first' | 'last'>;

/**
 * The places of a file that are most like what was asked with. Windows that overlap or touch become one. A place that was chosen the last time
 * stays as it is, not a line more or less, unless lines that overlap it are clearly better: what a prompt has of it is then for long the same.
 * @param ranked all windows of the file, the best first
 * @param former the places that were chosen the last time
 */
export function placesOfFile(ranked: readonly RankedWindow[], former: readonly Place[]): RankedWindow[] {
  const best = ranked.filter(({ score }) => score >= leastAlike).slice(0, placesPerFile);
  const kept = former
    .map(place => ({
      ...place,
      score: Math.max(0, ...ranked.filter(each => isWithin(each, place)).map(({ score }) => score)),
    }))
    .filter(
      place =>
        place.score * loyalty >= leastAlike &&
        !best.some(
          each => overlap(each, place) && !isWithin(each, place) && each.score > place.score * loyalty,
        ),
    );
  const fresh = best.filter(each => !kept.some(place => overlap(each, place)));
  return [...kept, ...joined(fresh)].slice(0, placesPerFile);
}

/** Windows that overlap or touch become one, as good as the best of them. */
function joined(windows: readonly RankedWindow[]): RankedWindow[] {
  const all: RankedWindow[] = [];
  for (const next of [...windows].sort((a, b) => a.first - b.first)) {
    const before = all.at(-1);
    if (!before || next.first > before.last + 1) all.push(next);
    else {
      all[all.length - 1] = {
        first: before.first,
        last: next.last,
        score: Math.max(before.score, next.score),
      };
    }
  }
  return all;
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

function overlap(a: Place, b: Place): boolean {
  return a.first <= b.last && b.first <= a.last;
}
