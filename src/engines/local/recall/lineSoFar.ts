import { isLineBreak, type SymbolTable } from './symbols';

/** Symbols of a line that are looked at. */
const longest = 40;

/** How far a line has come. */
export interface LineSoFar {
  /** In symbols. */
  readonly within: number;
  /** Whether it is a comment, as far as can be told without a language. */
  readonly comment: boolean;
}

/** Tells how far lines have come. */
export class LinesSoFar {
  private readonly comments: ReadonlySet<number>;
  private readonly star: number;

  constructor(table: SymbolTable) {
    this.comments = new Set(['//', '///', '/*', '/**', '#'].map(text => table.id(text)));
    this.star = table.id('*');
  }

  /** The line that ends `history[0..length)`. */
  of(history: Int32Array, length: number): LineSoFar {
    let at = length;
    let comment = false;
    let id = -1;
    while (at > 0 && length - at < longest && !isLineBreak(history[at - 1] ?? 0)) {
      id = (history[--at] ?? 0) >> 1;
      comment ||= this.comments.has(id);
    }
    // Lines of a comment of several lines begin so.
    return { within: length - at, comment: comment || id === this.star };
  }
}
