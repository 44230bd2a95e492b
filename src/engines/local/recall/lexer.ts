/**
 * A lexer that knows no language: every token is found from the characters at its own start, so any line can be
 * read alone (an unfinished string or comment changes nothing behind it) and lines can be cached. Strings and
 * comments come apart into their words, which is what makes import paths and messages recallable.
 */

/**
 * One token of a line, in this order: a word (non-ASCII counts as letters; `don't` is one word), a number, a run
 * of blanks, an operator of more than one character, any other single character.
 */
const tokenPattern =
  /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*(?:'(?:s|t|re|ll|ve|d|m)\b)?|\d\w*(?:\.\d\w*)?|[ \t\f\v\r]+|=>|->|::|:=|\.\.\.|[=!]==?|<=|>=|&&=?|\|\|=?|\?\?=?|\?\.|\+\+|--|[-+*/%]=|\*\*|<<|>>|\/\/+|\/\*+|\*\/|<\/|\/>|"""|'''|#{2,}|[\s\S]/g;

/** Endings that belong to a word, behind an apostrophe. */
const wordEndings = ['s', 't', 're', 'll', 've', 'd', 'm'];

/** By first character the texts of operators, the longest first; those that may be repeated at their end are left out. */
const operators = new Map<number, string[]>();
for (const operator of (
  '=> === == !== != -> -= -- :: := ... <= << </ >= >> &&= && ||= || ??= ?? ?. ++ += *= ** */ /= /> %= ' +
  '""" \'\'\''
).split(' ')) {
  const first = operator.charCodeAt(0);
  operators.set(first, [...(operators.get(first) ?? []), operator]);
}

/** Where the token ends that begins at `at` of a text, in a line that ends at `end`: as `lexLine` has it. */
export function tokenEnd(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (isWordCode(code) && !isDigit(code)) {
    let to = at + 1;
    while (to < end && isWordCode(text.charCodeAt(to))) to++;
    if (to + 1 < end && text.charCodeAt(to) === 39) {
      for (const ending of wordEndings)
        if (text.startsWith(ending, to + 1) && to + 1 + ending.length <= end) {
          const after = to + 1 + ending.length;
          if (after >= end || !isAsciiWord(text.charCodeAt(after))) return after;
        }
    }
    return to;
  }
  if (isDigit(code)) {
    let to = afterAsciiWord(text, at + 1, end);
    if (to + 1 < end && text.charCodeAt(to) === 46 && isDigit(text.charCodeAt(to + 1)))
      to = afterAsciiWord(text, to + 2, end);
    return to;
  }
  if (isBlank(code)) {
    let to = at + 1;
    while (to < end && isBlank(text.charCodeAt(to))) to++;
    return to;
  }
  for (const operator of operators.get(code) ?? [])
    if (at + operator.length <= end && text.startsWith(operator, at)) return at + operator.length;
  const next = at + 1 < end ? text.charCodeAt(at + 1) : -1;
  if ((code === 47 && (next === 47 || next === 42)) || (code === 35 && next === 35)) {
    let to = at + 2;
    while (to < end && text.charCodeAt(to) === next) to++;
    return to;
  }
  return at + 1;
}

function afterAsciiWord(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && isAsciiWord(text.charCodeAt(to))) to++;
  return to;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for blanks that stand between tokens: all but line feeds. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

function isAsciiWord(code: number): boolean {
  return code < 128 && code !== 36 && isWordCode(code);
}

/** Splits one line (no line feed in it) into tokens; joined they are the line again. */
export function lexLine(line: string): string[] {
  return line.match(tokenPattern) ?? [];
}

/** Splits a text into tokens, a line feed together with the next line's indentation being one. Joined: the text. */
export function lex(text: string): string[] {
  const tokens: string[] = [];
  let first = true;
  for (const line of text.split('\n')) {
    const content = line.slice(indentLength(line));
    if (first) tokens.push(...lexLine(line));
    else tokens.push('\n' + line.slice(0, line.length - content.length), ...lexLine(content));
    first = false;
  }
  return tokens;
}

/** Length of the blanks and tabs a line begins with. */
export function indentLength(line: string): number {
  let length = 0;
  while (line[length] === ' ' || line[length] === '\t') length++;
  return length;
}

/** True for a token that starts like an identifier or a number, that is, one that a following letter would join. */
export function isWord(token: string): boolean {
  const code = token.charCodeAt(0);
  return isWordCode(code);
}

/** True for a character code that continues a word. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code >= 128
  );
}
