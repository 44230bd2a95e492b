import type { LineMode } from '../text/lineMode';
import type { CursorSnapshot } from '../snapshot';

/** What a filter may look at besides the text itself. */
export interface FilterContext {
  readonly snapshot: CursorSnapshot;
  readonly mode: LineMode;
  /**
   * True while more of the answer may come; the text then holds whole lines of it. Filters hold back what
   * they cannot decide yet.
   */
  readonly growing?: boolean;
}

/**
 * One rule that a proposed text has to pass: returns it as it is, a changed form, or undefined when it is not
 * worth showing. Pure, and independent of the other rules except for their order in `applyFilters`.
 *
 * All of them are stable while an answer grows by whole lines: what is left of a longer answer begins with what
 * was left of a shorter one (white space at its end aside, which `blank` takes away), so that nothing shown is ever
 * taken back.
 */
export type Filter = (text: string, context: FilterContext) => string | undefined;
