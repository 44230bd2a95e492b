import type { Renamer } from './renamer';
import type { SymbolTable } from './symbols';

/** How far back two places are compared, in symbols. */
const reach = 40;

/** Different names that are taken for renamed ones, at most; with more the places are not alike. */
const maxRenamed = 8;

/** Least number of equal symbols for carrying a part of one name over to another. */
const sameForParts = 8;

/** How alike the place before the cursor and an earlier place are. Reused; read it before the next comparison. */
export interface Alignment {
  /** Symbols next to the place that are equal without a gap. */
  match: number;
  /** Equal symbols up to the first difference that is not one of names. */
  same: number;
  /** Names that differ in that range. */
  differing: number;
  /** Of these, names that begin with the same word. */
  kin: number;
  /** What followed there, in the names that are used here. */
  next: number;
  /** Whether that is a name made of parts of others, which need not stand anywhere. */
  made: boolean;
}

/**
 * Compares the end of `history[0..length)` with the symbols up to `at`, backwards. Where only names differ the
 * comparison goes on, so that the body of an analogous function is found; and if what followed there is a name
 * for which another stands here, that other one is taken.
 */
export function align(
  result: Alignment,
  table: SymbolTable,
  renamer: Renamer,
  symbols: Int32Array,
  at: number,
  history: Int32Array,
  length: number,
): void {
  const next = symbols[at + 1] ?? 0;
  const wanted = next >> 1;
  const most = Math.min(reach, at + 1, length);
  let back = 0;
  let settled = !table.isName(wanted);
  for (; back < most; back++) {
    const there = (symbols[at - back] ?? 0) >> 1;
    if (there !== (history[length - 1 - back] ?? 0) >> 1) break;
    if (there === wanted) settled = true;
  }
  result.match = back;
  result.same = back;
  result.differing = 0;
  result.kin = 0;
  result.next = next;
  result.made = false;
  for (; back < most; back++) {
    const there = (symbols[at - back] ?? 0) >> 1;
    const here = (history[length - 1 - back] ?? 0) >> 1;
    if (there === here) {
      if (there === wanted) settled = true;
      result.same++;
      continue;
    }
    if (!table.isName(there) || !table.isName(here) || ++result.differing > maxRenamed) break;
    if (table.areKin(there, here)) result.kin++;
    if (!settled && there === wanted) {
      result.next = here * 2 + (next & 1);
      settled = true;
    }
  }
  if (settled || result.differing === 0 || result.same < sameForParts) return;
  const end = Math.min(back, most);
  for (back = result.match; back < end; back++) {
    const there = (symbols[at - back] ?? 0) >> 1;
    const here = (history[length - 1 - back] ?? 0) >> 1;
    if (there === here) continue;
    const renamed = renamer.rename(wanted, there, here);
    if (renamed === wanted) continue;
    result.next = renamed * 2 + (next & 1);
    result.made = true;
    return;
  }
}
