import { readsAsSentence } from '../../common/sentence';
import { lexisOf, type Lexis } from '../../common/code/lexis';
import { linesOf } from '../text/lines';
import { scan } from '../../common/code/scan';
import { beginningWithin, scanPrefix } from '../text/scanPrefix';
import type { CursorSnapshot } from '../snapshot';
import type { Filter } from './filter';

/**
 * Drops an explanation where code is expected, and cuts one that follows the code: what begins as explanations do, any
 * sentence where the document's code has none, and what stands in comments and strings there. Not in Markdown, plain text and
 * markup, nor inside a string or a comment, where a sentence is what one writes, unless it would begin in the middle of a word. Idempotent.
 */
export const prose: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind !== 'code') return text;
  if (/[\p{L}\p{N}_]$/u.test(snapshot.prefix) && sentence.test(text)) return undefined;
  const lines = linesOf(text);
  const mayBeProse = lines.some(line => readsAsSentence(line.text) || isWords(line.text));
  const { speaks, documented } = mayBeProse ? wordsIn(snapshot, lexis) : noWords;
  const suspects = lines.filter(
    ({ text: line }) =>
      opening.test(line) ||
      (!speaks && readsAsSentence(line)) ||
      (isWords(line) && documented.some(each => each.startsWith(line.trim()))),
  );
  if (suspects.length === 0) return text;
  const { within } = scanPrefix(snapshot.prefix, lexis);
  for (const { start } of suspects) {
    if (scan(text.slice(0, start), lexis, { within }).within) continue;
    const before = text.slice(0, start).trimEnd();
    return before === '' ? undefined : before;
  }
  return text;
};

/** The words in a document of code. */
interface Words {
  /** There are languages in which code is written in sentences; this document may be in one. */
  readonly speaks: boolean;
  /** What its lines of comments and long strings say. */
  readonly documented: readonly string[];
}

const noWords: Words = { speaks: false, documented: [] };

function wordsIn({ prefix, suffix }: CursorSnapshot, lexis: Lexis): Words {
  let speaks = false;
  let within = beginningWithin(prefix, lexis);
  const documented: string[] = [];
  for (const { text: line } of linesOf(prefix + suffix)) {
    const said = line.replace(/^\s*(?:\/\/+|\/?\*+|#+|--+|;+)?\s*/, '').trimEnd();
    if (within === undefined && said === line.trim()) speaks ||= readsAsSentence(line);
    else if (isWords(said)) documented.push(said);
    ({ within } = scan(`${line}\n`, lexis, { within }));
  }
  return { speaks, documented };
}

/** Whether a line is some words, without anything that makes code of them. */
function isWords(line: string): boolean {
  const words = line.trim();
  return words.length >= 20 && /^[A-Za-z][^=;{}[\]()<>]*$/.test(words) && words.split(/\s+/).length >= 4;
}

/** How a sentence begins. */
const sentence = /^(?:The|This|These|That|It|Here|There|In|To|I|We|You|An?|If|For)(?:,? [a-z]+){3}/;

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
    '(?:the|this) (?:text|output|result) (?:is|shows|above|below)\\b',
    'to complete (?:the|this)\\b',
    'it (?:looks|seems|appears) (?:like|that|as)\\b',
    'there is (?:nothing|no (?:code|need))\\b',
    'no (?:completion|code|change)s? (?:is|are|needed|necessary|required)\\b',
    'note that (?:the|this|i|you)\\b',
    '(?:explanation|note):\\s',
  ].join('|')})`,
  'i',
);
