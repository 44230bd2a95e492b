import type { BlockSink } from './blocks';
import { indentOf, isBlank, quoteLength, withoutIndent, type Marker } from './lineStarts';

type Open =
  | { readonly kind: 'quote' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly delimiter: string }
  | { readonly kind: 'item'; readonly width: number; blank: boolean; children: boolean };

/** Deeper containers are text. */
export const depthCap = 24;

/** The quotes, lists and items that are open around the current line. */
export class Containers {
  private readonly stack: Open[] = [];
  /** The line before was blank: what begins now may stand apart from what was there. */
  private afterBlank = false;

  /** @param leave ends what is open in the innermost container; called before any container is closed or filled anew */
  constructor(
    private readonly sink: BlockSink,
    private readonly leave: () => void,
  ) {}

  get depth(): number {
    return this.stack.length;
  }

  /** The columns that the open items take off the beginning of a line. */
  get indent(): number {
    return this.stack.reduce((sum, open) => sum + (open.kind === 'item' ? open.width : 0), 0);
  }

  get quoted(): boolean {
    return this.stack.some(open => open.kind === 'quote');
  }

  /** The depth at which a line continues everything that is open; a list itself is never continued, its items are. */
  get innermost(): number {
    return this.withoutList(this.stack.length);
  }

  /** How many open containers a line continues, and what it holds inside them. */
  match(line: string): { readonly depth: number; readonly rest: string } {
    let rest = line;
    let depth = 0;
    for (const open of this.stack) {
      if (open.kind === 'quote') {
        const length = quoteLength(rest);
        if (length === 0) break;
        rest = rest.slice(length);
      } else if (open.kind === 'item') {
        if (isBlank(rest)) {
          if (!open.children) break;
          rest = '';
        } else if (indentOf(rest).columns >= open.width) rest = withoutIndent(rest, open.width);
        else break;
      }
      depth += 1;
    }
    return { depth: this.withoutList(depth), rest };
  }

  /** A blank line that continues `depth` containers. */
  blankLine(depth: number): void {
    // A quote does not go on over a blank line; lists and items may.
    const quote = this.stack.findIndex((open, at) => at >= depth && open.kind === 'quote');
    if (quote >= 0) this.closeTo(quote);
    const top = this.stack.at(-1);
    if (top?.kind === 'item') top.blank = true;
    // An item that begins with a blank line may hold only that one.
    if (top?.kind === 'item' && !top.children) this.closeTo(this.stack.length - 1);
    this.afterBlank = true;
  }

  /** A line that is not blank has been read. */
  lineRead(): void {
    this.afterBlank = false;
  }

  /** Makes room for a new block in the container at this depth. */
  place(depth: number): void {
    const loose = this.afterBlank;
    this.afterBlank = false;
    this.closeTo(depth);
    const top = this.stack.at(-1);
    if (top?.kind !== 'item') return;
    if (loose && top.children && top.blank) this.sink.loosen();
    top.children = true;
    top.blank = false;
  }

  /** A quote in the container at this depth. */
  openQuote(depth: number): void {
    this.place(depth);
    this.stack.push({ kind: 'quote' });
    this.sink.open({ kind: 'quote' });
  }

  /** An item in the container at this depth: of the list that is open there, or of a new one. */
  openItem(depth: number, { ordered, delimiter, start, width }: Marker): void {
    const list = this.stack[depth];
    const goesOn = list?.kind === 'list' && list.ordered === ordered && list.delimiter === delimiter;
    if (goesOn) {
      const item = this.stack[depth + 1];
      const loose = this.afterBlank || (item?.kind === 'item' && item.blank);
      this.closeTo(depth + 1);
      if (loose) this.sink.loosen();
    } else {
      this.place(depth);
      this.stack.push({ kind: 'list', ordered, delimiter });
      this.sink.open({ kind: 'list', ordered, start });
    }
    this.afterBlank = false;
    this.stack.push({ kind: 'item', width, blank: false, children: false });
    this.sink.open({ kind: 'item' });
  }

  /** Closes all containers deeper than this. */
  closeTo(depth: number): void {
    this.leave();
    while (this.stack.length > depth) {
      this.stack.pop();
      this.sink.close();
    }
  }

  /** A list goes on only with one of its items. */
  private withoutList(depth: number): number {
    let shallower = depth;
    while (shallower > 0 && this.stack[shallower - 1]?.kind === 'list') shallower -= 1;
    return shallower;
  }
}
