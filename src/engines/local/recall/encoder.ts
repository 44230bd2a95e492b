import { changeBetween, indentColumns, type IndentStyle } from './indentation';
import { indentLength, lexLine } from './lexer';
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
