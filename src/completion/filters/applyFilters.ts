import { blank } from './blank';
import type { FilterContext } from './filter';
import { nextLineDuplicate } from './nextLineDuplicate';
import { prefixEcho } from './prefixEcho';
import { singleLine } from './singleLine';
import { suffixOverlap } from './suffixOverlap';

/** In this order: first what the model should not have said, then what already stands there, last what is empty. */
const filters = [prefixEcho, singleLine, suffixOverlap, nextLineDuplicate, blank];

/** Passes a proposed text through every filter; undefined when one of them drops it. */
export function applyFilters(text: string, context: FilterContext): string | undefined {
  return filters.reduce<string | undefined>(
    (kept, filter) => (kept === undefined ? undefined : filter(kept, context)),
    text,
  );
}
