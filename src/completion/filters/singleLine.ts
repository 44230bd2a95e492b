import type { Filter } from './filter';

/** Cuts at the first line break where only one line may be shown. */
export const singleLine: Filter = (text, { mode }) => {
  if (mode === 'multi') return text;
  const end = text.search(/\r?\n/);
  return end < 0 ? text : text.slice(0, end);
};
