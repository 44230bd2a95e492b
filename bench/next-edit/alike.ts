import { diffArrays, diffWordsWithSpace } from 'diff';
import type { DiffPart } from './anchoredDiff';

/** Lines of the former version and what they became: numbers from 0, ends exclusive. */
export interface Place {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Places of one file that were changed alike, from above. */
export type AlikeGroup = readonly Place[];

/** So many places at least are a group. */
const fewest = 3;

/** The changes of a file that could be played: those that come three times or more alike, and those that come alone. */
export interface PairChanges {
  readonly groups: readonly AlikeGroup[];
  readonly singles: readonly Place[];
}

/**
 * What differs between two versions, by jsdiff: nothing of the prediction decides what is alike. Two changes are alike
 * when the same words went and the same came in the same order; words that both went and came count by their order, so
 * that `f(a)` to `g(a, b)` is like `f(x)` to `g(x, b)`. Changes of signs and blanks alone are the work of a formatter.
 */
export function changesOfPair(before: readonly string[], after: readonly string[]): PairChanges {
  const groups = new Map<string, Place[]>();
  const singles: Place[] = [];
  for (const place of placesOf(before, after)) {
    const key = signature(
      before.slice(place.oldStart, place.oldEnd),
      after.slice(place.newStart, place.newEnd),
    );
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(place);
    else groups.set(key, [place]);
  }
  const alike: Place[][] = [];
  for (const group of groups.values()) {
    if (group.length >= fewest) alike.push(group);
    else if (group.length === 1) singles.push(...group);
  }
  return { groups: alike, singles };
}

/** Hunks of lines; one that has as many lines on both sides is a place for each line. @param diff how lines are compared */
export function placesOf(
  before: readonly string[],
  after: readonly string[],
  diff: (before: readonly string[], after: readonly string[]) => readonly DiffPart[] = (a, b) =>
    diffArrays([...a], [...b]),
): Place[] {
  const places: Place[] = [];
  let [old, now] = [0, 0];
  let [oldStart, newStart] = [0, 0];
  const close = (): void => {
    const count = old - oldStart;
    if (count > 0 && count === now - newStart) {
      for (let n = 0; n < count; n++) {
        const at = { oldStart: oldStart + n, newStart: newStart + n };
        places.push({ ...at, oldEnd: at.oldStart + 1, newEnd: at.newStart + 1 });
      }
    } else if (old > oldStart || now > newStart) {
      places.push({ oldStart, oldEnd: old, newStart, newEnd: now });
    }
  };
  for (const { value, added, removed } of diff(before, after)) {
    if (added) now += value.length;
    else if (removed) old += value.length;
    else {
      close();
      old += value.length;
      now += value.length;
      [oldStart, newStart] = [old, now];
    }
  }
  close();
  return places.filter(place => {
    const [a, b] = [before.slice(place.oldStart, place.oldEnd), after.slice(place.newStart, place.newEnd)];
    return a.join('\n') !== b.join('\n');
  });
}

/** Longer pieces are other code, not another form of the same, UTF-16 code units. */
const longest = 600;

function signature(before: readonly string[], after: readonly string[]): string | undefined {
  const [old, now] = [before.map(trimmed).join('\n'), after.map(trimmed).join('\n')];
  if (old.length + now.length > longest) return undefined;
  const parts = diffWordsWithSpace(old, now);
  const gone = wordsOf(parts.flatMap(part => (part.removed ? part.value : [])).join(' '));
  const come = wordsOf(parts.flatMap(part => (part.added ? part.value : [])).join(' '));
  if (![...gone, ...come].some(word => /[\p{L}\p{N}]/u.test(word))) return undefined;
  const both = gone.filter((word, at) => come.includes(word) && gone.indexOf(word) === at);
  const named = (words: readonly string[]): string[] =>
    words.map(word => (both.includes(word) ? `$${both.indexOf(word)}` : word));
  return JSON.stringify([before.length === 0, after.length === 0, named(gone), named(come)]);
}

function trimmed(line: string): string {
  return line.trim();
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
