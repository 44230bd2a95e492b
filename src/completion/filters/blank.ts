import type { Filter } from './filter';

/** Drops what would show nothing, and white space at the end, which nobody asks for. Idempotent. */
export const blank: Filter = text => {
  const trimmed = text.trimEnd();
  return trimmed === '' ? undefined : trimmed;
};
