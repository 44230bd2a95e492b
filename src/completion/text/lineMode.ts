import { firstLine } from './lines';
import type { CursorSnapshot } from '../snapshot';

/** Whether an answer may go beyond the line of the cursor. */
export type LineMode = 'single' | 'multi';

/**
 * A single line where no more is wanted, and when code stands right of the cursor: more lines would push that code down, away from what it
 * belongs to. Closing brackets and punctuation do not count as code; an editor puts them there by itself.
 */
export function lineMode({ suffix, oneLine }: Pick<CursorSnapshot, 'suffix' | 'oneLine'>): LineMode {
  if (oneLine) return 'single';
  return /^[\s)\]}>'"`;,:]*$/.test(firstLine(suffix)) ? 'multi' : 'single';
}
