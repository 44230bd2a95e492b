import type { CursorSnapshot } from '../snapshot';

/** Whether an answer may go beyond the line of the cursor. */
export type LineMode = 'single' | 'multi';

/**
 * A single line where no more is wanted, and when code stands right of the cursor: more lines would push that code down, away from what it
 * belongs to. Closing brackets and punctuation do not count as code; an editor puts them there by itself.
 */
export function lineMode({ suffix, oneLine }: Pick<CursorSnapshot, 'suffix' | 'oneLine'>): LineMode {
  if (oneLine) return 'single';
  const rest = suffix.slice(0, lineEnd(suffix));
  return /^[\s)\]}>'"`;,:]*$/.test(rest) ? 'multi' : 'single';
}

function lineEnd(text: string): number {
  const at = text.search(/\r?\n/);
  return at < 0 ? text.length : at;
}
