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
