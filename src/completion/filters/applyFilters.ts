import { t } from '../../common/l10n';
import { sectionAt } from '../text/section';
import { blank, empty } from './blank';
import { blockEnd } from './blockEnd';
import { closingBrackets } from './closingBrackets';
import { dedentStop } from './dedentStop';
import { fences } from './fences';
import type { Filter, FilterContext } from './filter';
import { indentation } from './indentation';
import { lineEnds } from './lineEnds';
import { markers } from './markers';
import { nextLineDuplicate } from './nextLineDuplicate';
import { pageTags } from './pageTags';
import { prefixEcho } from './prefixEcho';
import { prose } from './prose';
import { repetition } from './repetition';
import { singleLine } from './singleLine';
import { suffixOverlap } from './suffixOverlap';
import { wholeCharacters } from './wholeCharacters';

/** Under its name, with what it says of a text that it drops, as the end of a sentence. */
type NamedFilter = readonly [name: string, filter: Filter, because: string];

/**
 * In this order: what the model should not have said; the form of the document; where the text ends; what
 * already stands there; last what is empty. Rules that look at whole lines come before those that cut within one.
 */
const filters: readonly NamedFilter[] = [
  ['wholeCharacters', wholeCharacters, t('it was half a character')],
  ['lineEnds', lineEnds, t('it was a line break')],
  ['markers', markers, t('it was markup of the prompt')],
  ['fences', fences, t('it was a Markdown fence')],
  ['pageTags', pageTags, t('it was a web page, not code')],
  ['prose', prose, t('it was an explanation, not code')],
  ['prefixEcho', prefixEcho, t('it repeated the line before the cursor')],
  [
    'singleLine',
    singleLine,
    t('it had nothing for the line of the cursor, and no other line may be suggested there'),
  ],
  ['indentation', indentation, t('it was indentation')],
  ['repetition', repetition, t('it repeated itself')],
  ['dedentStop', dedentStop, t('it left the block of the cursor')],
  ['blockEnd', blockEnd, t('it went beyond the block')],
  ['nextLineDuplicate', nextLineDuplicate, t('it was what the next lines say already')],
  ['blank', blank, t('it was empty')],
  ['suffixOverlap', suffixOverlap, t('it stands behind the cursor already')],
  ['closingBrackets', closingBrackets, t('it only closed brackets that are closed already')],
  ['empty', empty, t('it was empty')],
];

/** Passes a proposed text through every filter; undefined when one of them drops it. */
export function applyFilters(text: string, context: FilterContext): string | undefined {
  const here = { ...context, snapshot: sectionAt(context.snapshot) };
  return filters.reduce<string | undefined>(
    (kept, [, filter]) => (kept === undefined ? undefined : filter(kept, here)),
    text,
  );
}

/** The filter that left nothing of a text, and why, as the end of a sentence. */
export interface Filtered {
  readonly filter: string;
  readonly because: string;
}

/**
 * Which filter leaves nothing of a text; undefined when something is left. For explaining afterwards: it does the
 * whole work again.
 */
export function whyFiltered(text: string, context: FilterContext): Filtered | undefined {
  const here = { ...context, snapshot: sectionAt(context.snapshot) };
  let kept = text;
  for (const [name, filter, because] of filters) {
    const left = filter(kept, here);
    const isNothing = left === undefined || (left.trim() === '' && kept.trim() !== '');
    if (isNothing) return { filter: name, because };
    kept = left;
  }
  return undefined;
}
