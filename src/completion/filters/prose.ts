import { readsAsSentence } from '../../common/sentence';
import { lexisOf } from '../text/lexis';
import { linesOf } from '../text/lines';
import { scan } from '../text/scan';
import type { CursorSnapshot } from '../snapshot';
import type { Filter } from './filter';

/**
 * Drops an explanation where code is expected, and cuts one that follows the code: what begins as explanations do, and
 * any sentence where the document has none. Not in Markdown, plain text and markup, nor inside a string or a comment,
 * where a sentence is what one writes. Idempotent.
 */
export const prose: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind !== 'code') return text;
  const lines = linesOf(text);
  const speaks = lines.some(line => readsAsSentence(line.text)) && hasSentences(snapshot);
  const suspects = lines.filter(({ text: line }) => opening.test(line) || (!speaks && readsAsSentence(line)));
  if (suspects.length === 0) return text;
  const { within } = scan(snapshot.prefix, lexis);
  for (const { start } of suspects) {
    if (scan(text.slice(0, start), lexis, { within }).within) continue;
    const before = text.slice(0, start).trimEnd();
    return before === '' ? undefined : before;
  }
  return text;
};

/** There are languages in which code is written in sentences; this document may be in one. */
function hasSentences({ prefix, suffix }: CursorSnapshot): boolean {
  return linesOf(prefix + suffix).some(line => readsAsSentence(line.text));
}

/** How explanations and excuses begin; no line of code begins so. */
const opening = new RegExp(
  `^\\s*(?:${[
    "here(?:['’]s| is| are) (?:the|a|an|how|what|your|my|some|one|code)\\b",
    '(?:sure|certainly|of course|absolutely|sorry|unfortunately|okay)[,!] ?[a-z]',
    '(?:sure|certainly)[!.]\\s*$',
    "i (?:cannot|can['’]?t|can not|am (?:sorry|unable|not)|apologi[sz]e|don['’]t|do not|would|will|have|need)\\b",
    "i['’](?:m|ll|ve) \\w+",
    'as an ai\\b',
    '(?:the|this) (?:code|completion|snippet|answer|following|missing|function above) \\w',
    'to complete (?:the|this)\\b',
    'it (?:looks|seems|appears) (?:like|that|as)\\b',
    'there is (?:nothing|no (?:code|need))\\b',
    'no (?:completion|code|change)s? (?:is|are|needed|necessary|required)\\b',
    'note that (?:the|this|i|you)\\b',
    '(?:explanation|note):\\s',
  ].join('|')})`,
  'i',
);
