import { blank } from './blank';
import { blockEnd } from './blockEnd';
import { closingBrackets } from './closingBrackets';
import { dedentStop } from './dedentStop';
import { fences } from './fences';
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
const filters: readonly (readonly [Filter, because: string])[] = [
  [wholeCharacters, 'it was half a character'],
  [lineEnds, 'it was a line break'],
  [markers, 'it was markup of the prompt'],
  [fences, 'it was a Markdown fence'],
  [prose, 'it was an explanation, not code'],
  [prefixEcho, 'it repeated the line before the cursor'],
  [singleLine, 'it had nothing for the line of the cursor, and text stands behind the cursor'],
  [indentation, 'it was indentation'],
  [repetition, 'it repeated itself'],
  [dedentStop, 'it left the block of the cursor'],
  [blockEnd, 'it went beyond the block'],
  [nextLineDuplicate, 'it was what the next lines say already'],
  // White space at the end would hide an overlap.
  [blank, 'it was empty'],
  [suffixOverlap, 'it stands behind the cursor already'],
  [closingBrackets, 'it only closed brackets that are closed already'],
  [blank, 'it was empty'],
];

/** Passes a proposed text through every filter; undefined when one of them drops it. */
export function applyFilters(text: string, context: FilterContext): string | undefined {
  return filters.reduce<string | undefined>(
    (kept, [filter]) => (kept === undefined ? undefined : filter(kept, context)),
    text,
  );
}

/**
 * Why the filters leave nothing of a text, as the end of a sentence; undefined when they leave something. For
 * explaining afterwards: it does the whole work again.
 */
export function whyFiltered(text: string, context: FilterContext): string | undefined {
  let kept = text;
  for (const [filter, because] of filters) {
    const left = filter(kept, context);
    if (left === undefined || left.trim() === '') return because;
    kept = left;
  }
  return undefined;
}
