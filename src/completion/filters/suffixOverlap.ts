import { replacedSuffix } from '../text/replacedSuffix';
import { suffixFit, type SuffixFit } from '../text/suffixFit';
import type { Filter, FilterContext } from './filter';

/** Fewer characters than this in common with the suffix may be chance, unless they end a line or close a bracket. */
const minOverlap = 3;

/**
 * Cuts an end of the text that already stands behind the cursor, so that accepting does not write it twice:
 * `foo(a█)` completed with `, b)` inserts `, b`. The longest overlap counts, over as many lines as it has, unless
 * brackets fit worse without it: `foo(█)` completed with `bar(1)` keeps its own bracket, and what is to take the place
 * of more (`replacedSuffix`) is left whole. While the answer grows,
 * every overlap is held back: it may become a longer one. A cut.
 */
export const suffixOverlap: Filter = (text, context) => {
  // White space at the end would hide an overlap.
  const trimmed = text.trimEnd();
  const kept = withoutOverlap(trimmed, context);
  if (kept.length < trimmed.length || trimmed.length === text.length) return kept;
  return withoutOverlap(text, context);
};

function withoutOverlap(text: string, { snapshot, growing = false }: FilterContext): string {
  const { suffix } = snapshot;
  let fit: SuffixFit | undefined;
  let replaced = 0;
  for (let length = text.length; length > 0; length--) {
    const start = text.length - length;
    if (text[start] !== suffix[0] || !suffix.startsWith(text.slice(start))) continue;
    if (growing) return text.slice(0, start);
    if (!fit) {
      fit = suffixFit(snapshot, text);
      replaced = replacedSuffix(text, suffix, snapshot);
    }
    const others = Math.min(fit.faults(text, 0, length), fit.faults(text, replaced, length));
    if (fit.faults(text, length) > others) continue;
    return isCoincidence(text, suffix, length) ? text : text.slice(0, start);
  }
  return text;
}

function isCoincidence(text: string, suffix: string, length: number): boolean {
  const common = suffix.slice(0, length);
  if (length >= minOverlap || /^[\s)\]}>'"`;,]+$/.test(common)) return false;
  return length !== text.length;
}
