import { indentOf } from './indent';
import type { Lexis } from './lexis';

/** A bracket that was opened and not closed. */
export interface OpenBracket {
  readonly bracket: string;
  /** The white space that its line begins with. */
  readonly indent: string;
}

/** A bracket that closes something opened before the scanned text. */
export interface Closer {
  readonly bracket: string;
  /** Where it stands in the scanned text, in UTF-16 code units. */
  readonly at: number;
  /** The white space that its line begins with. */
  readonly indent: string;
  /** Whether only white space precedes it on its line. */
  readonly first: boolean;
}

/** A string or a comment that has begun. */
export interface Enclosure {
  readonly kind: 'string' | 'comment';
  readonly close: string;
  /** Whether the end of the line ends it too. */
  readonly endsWithLine: boolean;
}

/** Where a scan stopped. */
export interface ScanResult {
  /** Brackets of the scanned text that are still open, outermost first. */
  readonly open: readonly OpenBracket[];
  /** Brackets of the scanned text that close what was opened before it, innermost first. */
  readonly closers: readonly Closer[];
  /** The string or comment in which it stopped. */
  readonly within: Enclosure | undefined;
}

/** What precedes the text to scan. */
export interface ScanStart {
  /** The part of the first line that precedes the text. */
  readonly line?: string;
  /** The string or comment in which the text begins. */
  readonly within?: Enclosure | undefined;
}

const opener: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * Brackets, strings and comments of a piece of code, read by the lexis of its family. No parser: regular
 * expression literals and code inside templates are not told apart. Linear in the length of the text.
 */
export function scan(text: string, lexis: Lexis, start: ScanStart = {}): ScanResult {
  const token = tokenOf(lexis);
  const open: OpenBracket[] = [];
  const closers: Closer[] = [];
  let within = start.within;
  let lineStart = -(start.line ?? '').length;
  let indent = indentOf((start.line ?? '') + text);
  let at = 0;
  const newLine = (after: number): void => {
    lineStart = after;
    indent = indentOf(text.slice(after));
  };
  for (;;) {
    const pattern = within ? endOf(within) : token;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return { open, closers, within };
    const [found] = match;
    at = match.index + found.length;
    if (found === '\n') {
      if (within?.endsWithLine) within = undefined;
      newLine(at);
    } else if (within) {
      // A line break behind a backslash belongs to the string.
      if (found === within.close) within = undefined;
      else if (found.endsWith('\n')) newLine(at);
    } else if (found in opener) {
      if (open.at(-1)?.bracket === opener[found]) open.pop();
      else {
        const first = match.index - lineStart === indent.length;
        closers.push({ bracket: found, at: match.index, indent, first });
      }
    } else if (found === '(' || found === '[' || found === '{') open.push({ bracket: found, indent });
    else within = enclosure(found, lexis);
  }
}

function enclosure(found: string, lexis: Lexis): Enclosure | undefined {
  const block = lexis.blockComments.find(([begin]) => begin === found);
  if (block) return { kind: 'comment', close: block[1], endsWithLine: false };
  if (lexis.lineComments.includes(found)) return { kind: 'comment', close: '\n', endsWithLine: true };
  return { kind: 'string', close: found, endsWithLine: !lexis.longQuotes.includes(found) };
}

/** What ends a string or comment, or has to be stepped over in it; global, positioned by `lastIndex`. */
function endOf(within: Enclosure): RegExp {
  const key = `${within.kind} ${within.close}`;
  let pattern = endings.get(key);
  if (!pattern) {
    const escapes = within.kind === 'string' ? '\\\\(?:\\r\\n|[^])|' : '';
    pattern = new RegExp(`${escapes}${escape(within.close)}|\\n`, 'g');
    endings.set(key, pattern);
  }
  return pattern;
}

/** What changes the state of a scan that is in plain code. */
function tokenOf(lexis: Lexis): RegExp {
  let pattern = tokens.get(lexis);
  if (!pattern) {
    const { blockComments, lineComments, longQuotes, quotes } = lexis;
    const words = [...blockComments.map(([begin]) => begin), ...lineComments, ...longQuotes, ...quotes];
    pattern = new RegExp([...words.map(escape), '[()[\\]{}\\n]'].join('|'), 'g');
    tokens.set(lexis, pattern);
  }
  return pattern;
}

// Compiled once for each lexis, as long as that is in use: some are made for one piece of code.
const tokens = new WeakMap<Lexis, RegExp>();
const endings = new Map<string, RegExp>();

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
