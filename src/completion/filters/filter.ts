import type { LineMode } from '../lineMode';
import type { CursorSnapshot } from '../snapshot';

/** What a filter may look at besides the text itself. */
export interface FilterContext {
  readonly snapshot: CursorSnapshot;
  readonly mode: LineMode;
}

/**
 * One rule that a proposed text has to pass: returns it as it is, a shortened form, or undefined when it is not
 * worth showing. Pure, and independent of the other rules except for their order in `applyFilters`.
 */
export type Filter = (text: string, context: FilterContext) => string | undefined;
