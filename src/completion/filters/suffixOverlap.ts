import type { Filter } from './filter';

/** Fewer characters than this in common with the suffix may be chance, unless they end a line or close a bracket. */
const minOverlap = 3;

/**
 * Cuts an end of the text that already stands behind the cursor, so that accepting does not write it twice:
 * `foo(a█)` completed with `, b)` inserts `, b`. The longest overlap counts, over as many lines as it has. While
 * the answer grows, every overlap is held back: it may become a longer one.
 *
 * A cut, but not an idempotent one: `f(g(█)` with `))` keeps one bracket, and would keep none if asked again.
 */
export const suffixOverlap: Filter = (text, { snapshot, growing = false }) => {
  const { suffix } = snapshot;
  for (let length = Math.min(text.length, suffix.length); length > 0; length--) {
    const start = text.length - length;
    if (text[start] !== suffix[0] || !suffix.startsWith(text.slice(start))) continue;
    return !growing && isCoincidence(text, suffix, length) ? text : text.slice(0, start);
  }
  return text;
};

function isCoincidence(text: string, suffix: string, length: number): boolean {
  const common = suffix.slice(0, length);
  if (length >= minOverlap || /^[\s)\]}>'"`;,]+$/.test(common)) return false;
  return length !== text.length;
}
