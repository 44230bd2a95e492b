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
   */
  encode(text: string, style: IndentStyle): EncodedText {
    const lines = text.split('\n');
    const symbols: number[] = [];
    let columns = 0;
    let blank = false;
    for (let at = 0; at < lines.length; at++) {
      const line = lines[at] ?? '';
      const length = indentLength(line);
      const empty = length === line.length || (length === line.length - 1 && line.endsWith('\r'));
      if (empty && at < lines.length - 1) {
        if (at > 0) blank = true;
        continue;
      }
      const next = indentColumns(line, length, style);
      if (at > 0) symbols.push(lineBreakSymbol(changeBetween(columns, next, style), blank));
      columns = next;
      blank = false;
      for (const symbol of this.line(length === 0 ? line : line.slice(length))) symbols.push(symbol);
    }
    return { symbols, columns };
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
