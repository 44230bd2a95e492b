/** What a token is. `string` and `comment` are told by a line alone: what spans lines is not seen. */
export type TokenKind = 'name' | 'number' | 'sign' | 'space';

export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
  /** Where it begins in its line, UTF-16. */
  readonly start: number;
  /** Where in a line it stands: a name in a string is another than one in code. */
  readonly within: 'code' | 'string' | 'comment';
}

/** Longer lines are data, UTF-16 code units: nothing is predicted in them. */
export const longestLine = 1_000;

const pieces = /[\p{L}_][\p{L}\p{N}_]*|\p{N}[\p{L}\p{N}_.]*|\r?\n|[^\S\n]+|./gsu;

/** A line in tokens, white space too. By the signs that most languages share: no grammar is known. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let quote = '';
  let inserted = 0;
  let comment = false;
  for (const { 0: text, index: start } of line.matchAll(pieces)) {
    const kind = kindOf(text);
    const inString = quote !== '' && inserted === 0;
    if (!inString && !comment) comment = startsComment(line, start, tokens);
    const last = tokens.at(-1)?.text;
    const within = comment ? 'comment' : inString || text === quote ? 'string' : 'code';
    if (!comment) {
      if (quote === '') {
        if (text === '"' || text === '`' || (text === "'" && opensQuote(line, start))) quote = text;
      } else if (inserted > 0) {
        if (text === '{') inserted++;
        else if (text === '}') inserted--;
      } else if (text === quote && !isEscaped(line, start)) {
        quote = '';
      } else if (text === '{' && (last === '$' || last === '#' || isFormatted(line, start))) {
        inserted = 1;
      }
    }
    tokens.push({ text, kind, start, within });
  }
  return tokens;
}

function kindOf(text: string): TokenKind {
  if (/^[\p{L}_]/u.test(text)) return 'name';
  if (/^\p{N}/u.test(text)) return 'number';
  return /^\s/.test(text) ? 'space' : 'sign';
}

function startsComment(line: string, start: number, before: readonly Token[]): boolean {
  const two = line.slice(start, start + 2);
  if (two === '//') return line[start - 1] !== ':';
  if (two === '/*' || line.startsWith('<!--', start)) return true;
  const isFirst = before.every(token => token.kind === 'space');
  if (line[start] === '#')
    return isFirst
      ? /^#(?!\w|\[)|^#%%/.test(line.slice(start))
      : /\s#\s/.test(line.slice(start - 1, start + 2));
  if (two === '--') return isFirst && /^--\s/.test(line.slice(start));
  return isFirst && line[start] === '*' && /^\*(\s|\/|$)/.test(line.slice(start));
}

/** An apostrophe of prose opens nothing. */
function opensQuote(line: string, start: number): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(line[start - 1] ?? '') ||
    /^[rbfuRBFU]{1,2}$/.test(/[\p{L}]+$/u.exec(line.slice(0, start))?.[0] ?? '')
  );
}

function isEscaped(line: string, at: number): boolean {
  let count = 0;
  while (line[at - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

/** Whether a brace in a string of Python or C# holds code. */
function isFormatted(line: string, at: number): boolean {
  return /(?:\bf|\brf|\bfr|\$)(?:"[^"]*|'[^']*)$/i.test(line.slice(0, at)) && line[at + 1] !== '{';
}
