import type { Filter } from './filter';

/** Fewer characters than this in common with the suffix may be chance, unless they end a line or close a bracket. */
const minOverlap = 3;

/**
 * Cuts an end of the text that already stands behind the cursor, so that accepting does not write it twice:
 * `foo(a█)` completed with `, b)` inserts `, b`. The longest overlap counts.
 */
export const suffixOverlap: Filter = (text, { snapshot }) => {
  const { suffix } = snapshot;
  for (let length = Math.min(text.length, suffix.length); length > 0; length--) {
    if (!suffix.startsWith(text.slice(text.length - length))) continue;
    return isCoincidence(text, suffix, length) ? text : text.slice(0, text.length - length);
  }
  return text;
};

function isCoincidence(text: string, suffix: string, length: number): boolean {
  const common = suffix.slice(0, length);
  if (length >= minOverlap || /^[)\]}>'"`;,]+$/.test(common)) return false;
  return length !== text.length;
}
