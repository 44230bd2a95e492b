import { lexisOf } from '../../common/code/lexis';
import { currentLine, linesOf } from '../text/lines';
import { scanPrefix } from '../text/scanPrefix';
import type { Filter } from './filter';

/**
 * Drops what repeats the text before the cursor: models like to begin with the line that is being written, with the
 * lines above it, or with the word at the cursor; on a line where nothing stands yet, with the statements above. White space counts as one may write it; a ruler such as
 * `// ----`, which holds too few letters, is to be continued. Of a growing answer everything is held back that may
 * yet turn out to be such a repetition. Idempotent.
 */
export const prefixEcho: Filter = (text, { snapshot, growing = false }) => {
  const echoes = echoesOf(snapshot.prefix);
  const word = wordAt(snapshot.prefix, snapshot.languageId);
  let rest = text;
  for (;;) {
    const written = tokensOf(rest);
    if (growing && written.length > 0 && echoes.some(echo => beginsWith(echo, written))) return '';
    const length =
      echoes.map(echo => echoLength(rest, written, echo)).find(each => each > 0) ?? wordLength(rest, word);
    if (length === 0) return rest;
    rest = rest.slice(length);
  }
};

const minLetters = 3;
/** Of statements above: short lines may well be written twice, and so may one alone, but none that gives something a value. */
const minLettersAbove = 20;
const assignment = /^[^=(){}]*[\p{L}\p{N}_$\])]\s*=(?![=>])[^=]{4,}$/u;
/** How many lines before the cursor may be repeated. */
const maxLines = 12;

/** A name, a number or any other character, and where it ends, in UTF-16 code units. */
interface Token {
  readonly text: string;
  readonly end: number;
}

/** What stands before the cursor and may be repeated: the cursor's line, and that with the lines above it. */
interface Echo {
  readonly tokens: readonly Token[];
  /** Whether white space follows. */
  readonly spaced: boolean;
  /** What goes along with it behind it, if white space follows. */
  readonly gap: RegExp;
}

function echoesOf(prefix: string): Echo[] {
  const begun = currentLine(prefix).trim() !== '';
  const near = prefix.slice(-maxLength);
  return linesOf(near)
    .slice(-maxLines)
    .map(({ start }) => near.slice(start))
    .filter(tail => {
      const letters = tail.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      if (begun) return letters >= minLetters;
      return tail.trim().includes('\n') ? letters >= minLettersAbove : assignment.test(tail);
    })
    .map(tail => ({ tokens: tokensOf(tail), spaced: /\s$/.test(tail), gap: begun ? /^[ \t]*/ : /^\s*/ }));
}

/** More than a dozen lines are long, in UTF-16 code units. */
const maxLength = 2_000;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}_$]+|[^\s]/gu)) {
    tokens.push({ text: match[0], end: match.index + match[0].length });
  }
  return tokens;
}

/** Whether an echo goes on behind what was written so far. */
function beginsWith({ tokens }: Echo, written: readonly Token[]): boolean {
  return written.every(({ text }, index) => text === tokens[index]?.text);
}

/** How much of a text an echo is; 0 where it is none. */
function echoLength(text: string, written: readonly Token[], { tokens, spaced, gap }: Echo): number {
  const last = tokens.length - 1;
  for (const [index, token] of tokens.entries()) {
    const own = written[index];
    if (!own) return 0;
    if (own.text === token.text) continue;
    // The word at the cursor may be the beginning of one.
    const begun = index === last && !spaced && isWord(token.text) && own.text.startsWith(token.text);
    return begun ? own.end - own.text.length + token.text.length : 0;
  }
  const end = written[last]?.end ?? 0;
  return spaced ? end + (gap.exec(text.slice(end))?.[0].length ?? 0) : end;
}

/** The word that the cursor stands behind, in code; empty where there is none. */
function wordAt(prefix: string, languageId: string): string {
  const word = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(currentLine(prefix))?.[0] ?? '';
  const lexis = lexisOf(languageId);
  return word !== '' && lexis.kind === 'code' && !scanPrefix(prefix, lexis).within ? word : '';
}

/** How much of a text repeats the word at the cursor: a short one only where it repeats all of it. */
function wordLength(text: string, word: string): number {
  if (word === '' || !text.startsWith(word)) return 0;
  const isWhole = !/[\p{L}\p{N}_$]/u.test(text.charAt(word.length));
  return isWhole || word.length >= minLetters ? word.length : 0;
}

function isWord(text: string): boolean {
  return /^[\p{L}\p{N}_$]/u.test(text);
}
