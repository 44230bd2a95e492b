import { blank } from './blank';
import { blockEnd } from './blockEnd';
import { closingBrackets } from './closingBrackets';
import { dedentStop } from './dedentStop';
import type { Filter, FilterContext } from './filter';
import { indentation } from './indentation';
import { lineEnds } from './lineEnds';
import { markers } from './markers';
import { nextLineDuplicate } from './nextLineDuplicate';
import { prefixEcho } from './prefixEcho';
import { prose } from './prose';
import { repetition } from './repetition';
import { singleLine } from './singleLine';
import { suffixOverlap } from './suffixOverlap';
import { wholeCharacters } from './wholeCharacters';

/**
 * In this order: what the model should not have said; the form of the document; where the text ends; what
 * already stands there; last what is empty. Rules that look at whole lines come before those that cut within one.
 */
const filters: readonly Filter[] = [
  wholeCharacters,
  lineEnds,
  markers,
  prose,
  prefixEcho,
  singleLine,
  indentation,
  repetition,
  dedentStop,
  blockEnd,
  nextLineDuplicate,
  // White space at the end would hide an overlap.
  blank,
  suffixOverlap,
  closingBrackets,
  blank,
];

/** Passes a proposed text through every filter; undefined when one of them drops it. */
export function applyFilters(text: string, context: FilterContext): string | undefined {
  return filters.reduce<string | undefined>(
    (kept, filter) => (kept === undefined ? undefined : filter(kept, context)),
    text,
  );
}
