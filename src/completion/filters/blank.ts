import { indentOf } from '../../common/code/indent';
import type { Filter } from './filter';

/**
 * Drops what would show nothing, and white space at the end, which nobody asks for; spaces in front of what stands
 * behind the cursor are asked for. Idempotent.
 */
export const blank: Filter = (text, { snapshot, growing = false }) => {
  const trimmed = text.trimEnd();
  if (trimmed === '') return undefined;
  const spaces = indentOf(text.slice(trimmed.length));
  const isLast = trimmed.length + spaces.length === text.length;
  return isLast && !growing && goesOn.test(snapshot.suffix) ? text : trimmed;
};

/** Drops what would show nothing. */
export const empty: Filter = text => (text.trim() === '' ? undefined : text);

/** Code right behind the cursor that a space may stand in front of. */
const goesOn = /^[^\s)\],;.]/;
