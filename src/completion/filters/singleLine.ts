import type { Filter } from './filter';

/** Cuts at the first line break where only one line may be shown. Idempotent; stable for growth by any piece. */
export const singleLine: Filter = (text, { mode }) => {
  if (mode === 'multi') return text;
  const end = text.search(/\r?\n|\r$/);
  return end < 0 ? text : text.slice(0, end);
};
