import { changeBetween, indentColumns, type IndentStyle } from './indentation';
import { indentLength, isBlank, lexLine, tokenEnd } from './lexer';
import { ownCopy } from './ownCopy';
import { lineBreakSymbol, type SymbolTable } from './symbols';

/** A text as symbols. */
export interface EncodedText {
  readonly symbols: readonly number[];
  /** Indentation of the last line, in columns. */
  readonly columns: number;
}

/** The whole lines of a text that was encoded, and how it goes on behind them. */
interface Head {
  readonly text: string;
  readonly style: IndentStyle;
  /** Those of the text; the first `count` are those of its whole lines. */
  readonly symbols: readonly number[];
  readonly count: number;
  /** Indentation of the last line that is not empty, and whether empty ones follow it. */
  readonly columns: number;
  readonly blank: boolean;
}

/** What is remembered of a text that comes again with little changed at its end. */
export interface EncoderMemory {
  head?: Head;
}

function isSameStyle(one: IndentStyle, other: IndentStyle): boolean {
  return one.tabs === other.tabs && one.unit === other.unit;
}

const maxCachedLines = 50_000;

/**
 * Turns text into symbols. Lines are lexed once and remembered, so that a file which is sent again after each
 * keystroke costs one look-up a line. Blanks at line ends, and their number elsewhere, are not kept.
 */
export class Encoder {
  private young = new Map<string, readonly number[]>();
  private old = new Map<string, readonly number[]>();

  private room = new Int32Array(65_536);

  constructor(private readonly table: SymbolTable) {}

  /**
   * Encodes a text that begins with a line. A last line of nothing but blanks counts as a line whose indentation
   * is those blanks.
   * @param memory of the text that was encoded last at this place: the lines both begin with are taken from there
   */
  encode(text: string, style: IndentStyle, memory?: EncoderMemory): EncodedText {
    const known = memory?.head;
    const head = known && isSameStyle(known.style, style) && text.startsWith(known.text) ? known : undefined;
    const symbols = head ? head.symbols.slice(0, head.count) : [];
    const start = head?.text.length ?? 0;
    const lines = (head ? text.slice(start) : text).split('\n');
    let columns = head?.columns ?? 0;
    let blank = head?.blank ?? false;
    const last = lines.length - 1;
    for (let at = 0; at < last; at++) {
      const line = lines[at] ?? '';
      const length = indentLength(line);
      const first = start === 0 && at === 0;
      if (length === line.length || (length === line.length - 1 && line.endsWith('\r'))) {
        if (!first) blank = true;
      } else {
        columns = this.add(symbols, line, length, first, columns, blank, style);
        blank = false;
      }
    }
    const line = lines[last] ?? '';
    const whole = text.length - line.length;
    if (memory)
      memory.head = { text: text.slice(0, whole), style, symbols, count: symbols.length, columns, blank };
    columns = this.add(symbols, line, indentLength(line), whole === 0, columns, blank, style);
    return { symbols, columns };
  }

  /** Adds a line, with the break before it unless it is the first; returns its indentation in columns. */
  private add(
    symbols: number[],
    line: string,
    length: number,
    first: boolean,
    columns: number,
    blank: boolean,
    style: IndentStyle,
  ): number {
    const next = indentColumns(line, length, style);
    if (!first) symbols.push(lineBreakSymbol(changeBetween(columns, next, style), blank));
    for (const symbol of this.line(length === 0 ? line : line.slice(length))) symbols.push(symbol);
    return next;
  }

  /** Encodes a text as `encode` does, without remembering its lines: for texts that do not come again soon. */
  encodeOnce(text: string, style: IndentStyle): Int32Array {
    const { table } = this;
    let symbols = this.room;
    let count = 0;
    let columns = 0;
    let blankLine = false;
    let first = true;
    for (let from = 0; from <= text.length;) {
      const feed = text.indexOf('\n', from);
      const end = feed < 0 ? text.length : feed;
      let at = from;
      while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
      const empty = at === end || (at === end - 1 && text.charCodeAt(at) === 13);
      if (empty && feed >= 0) {
        if (!first) blankLine = true;
      } else {
        if (count + 1 + end - at > symbols.length) {
          symbols = new Int32Array(2 * (count + 1 + end - at));
          symbols.set(this.room);
          this.room = symbols;
        }
        const next = indentColumns(text.slice(from, at), at - from, style);
        if (!first) symbols[count++] = lineBreakSymbol(changeBetween(columns, next, style), blankLine);
        columns = next;
        blankLine = false;
        let blank = 0;
        while (at < end) {
          const to = tokenEnd(text, at, end);
          if (isBlank(text.charCodeAt(at))) blank = 1;
          else {
            symbols[count++] = table.idOfPart(text, at, to) * 2 + blank;
            blank = 0;
          }
          at = to;
        }
      }
      first = false;
      from = end + 1;
    }
    return symbols.slice(0, count);
  }

  private line(content: string): readonly number[] {
    const young = this.young.get(content);
    if (young) return young;
    const symbols = this.old.get(content) ?? this.lexed(content);
    if (this.young.size >= maxCachedLines) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(ownCopy(content), symbols);
    return symbols;
  }

  private lexed(content: string): readonly number[] {
    const symbols: number[] = [];
    let blank = 0;
    for (const token of lexLine(content)) {
      const code = token.charCodeAt(0);
      if (code === 32 || (code >= 9 && code <= 13)) {
        blank = 1;
      } else {
        symbols.push(this.table.id(token) * 2 + blank);
        blank = 0;
      }
    }
    return symbols;
  }
}
