import { isCloser } from './brackets';
import { isWordCode, lexLine } from './lexer';

/** What stands right of the cursor. */
export interface RightText {
  /** Tokens of the rest of the line, without blanks. */
  readonly tokens: readonly string[];
  /** The rest of the word the cursor is in, empty if it stands at the end of one or in none. */
  readonly wordRest: string;
  /** True if there is more than closing brackets, quotes, commas and semicolons: then an answer must join it. */
  readonly mustJoin: boolean;
  /** The non-empty lines below, ends trimmed, at most 20. */
  readonly linesBelow: readonly string[];
  /** True if code goes on directly below, not counting closing brackets: then one line is enough. */
  readonly codeBelow: boolean;
}

const trailing = new Set([';', ',', "'", '"', '`', '>', '/>']);

/** Reads what stands right of the cursor; `inWord` says that a word ends directly before it. */
export function readRight(suffix: string, inWord: boolean): RightText {
  const end = suffix.indexOf('\n');
  const line = end < 0 ? suffix : suffix.slice(0, end);
  const tokens = lexLine(line).filter(token => token.trim() !== '');
  const first = tokens[0] ?? '';
  const wordRest = inWord && line.startsWith(first) && isWordCode(first.charCodeAt(0)) ? first : '';
  const below: string[] = [];
  for (let at = end; at >= 0 && below.length < 20;) {
    const next = suffix.indexOf('\n', at + 1);
    const text = suffix.slice(at + 1, next < 0 ? undefined : next).trimEnd();
    if (text !== '') below.push(text);
    at = next;
  }
  return {
    tokens,
    wordRest,
    mustJoin: tokens.some(token => !isCloser(token) && !trailing.has(token)),
    linesBelow: below,
    codeBelow: end >= 0 && /^[ \t]*[^\s)\]}]/.test(suffix.slice(end + 1, end + 400)),
  };
}

/**
 * Takes from a completion what stands below the cursor already: the last of its lines that are the lines below.
 * `lead` is what the cursor's line has before the cursor. Empty if nothing new is left.
 */
export function withoutLinesBelow(completion: string, lead: string, right: RightText): string {
  if (right.tokens.length > 0) return completion;
  const lines = completion.split('\n');
  const whole = lines.map((line, at) => (at === 0 ? lead + line : line).trimEnd());
  for (let from = 0; from < lines.length; from++) {
    const rest = whole.slice(from).filter(line => line !== '');
    if (rest.length > 0 && rest.every((line, at) => line === right.linesBelow[at])) {
      return lines.slice(0, from).join('\n').trimEnd();
    }
  }
  return completion;
}
