import type { BlockSink, Container } from './blocks';
import {
  cellsOf,
  closesFence,
  decidableLength,
  delimiterRow,
  heading,
  indentOf,
  isBlank,
  isDecided,
  isRule,
  listMarker,
  openingFence,
  quoteLength,
  underline,
  withoutIndent,
  type Fence,
} from './lineStarts';

type Open =
  | { readonly kind: 'quote' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly delimiter: string }
  | { readonly kind: 'item'; readonly width: number; blank: boolean; children: boolean };

type OpenLeaf =
  | { readonly kind: 'paragraph'; text: string; readonly continued: boolean }
  | { readonly kind: 'heading'; text: string }
  | { readonly kind: 'code'; readonly fence: Fence | undefined; blanks: string; any: boolean }
  | { readonly kind: 'table'; readonly columns: number };

/** Deeper containers are text. */
const depthCap = 24;

/** A longer paragraph goes on in another. UTF-16 units. Bounds what is parsed anew while it is open. */
export const paragraphCap = 4_000;

const columnCap = 64;
const rowCap = 16_384;

/**
 * Reads the block structure of Markdown while it arrives: each character once, whatever the length of the whole. The
 * outcome does not depend on how the text was cut into pieces.
 *
 * The algorithm is that of CommonMark (appendix "A parsing strategy"), with GitHub's tables. Without: HTML blocks and
 * link reference definitions, which stay text.
 */
export class BlockReader {
  private stack: Open[] = [];
  private leaf: OpenLeaf | undefined;
  /** The beginning of a line of which it is not yet known what it is. */
  private held = '';
  /** Whether the rest of the current line is text of the open leaf. */
  private inLine = false;
  private lastBlank = false;
  private read = 0;
  private carry = '';
  /** Where the line after the current one begins. */
  private nextLine = 0;

  constructor(private readonly sink: BlockSink) {}

  /** Reads more. */
  push(more: string): void {
    // Whether a carriage return ends a line is known with the next character.
    const text = this.carry + more;
    this.carry = text.endsWith('\r') ? '\r' : '';
    const length = text.length - this.carry.length;
    let from = 0;
    while (from < length) {
      const newline = text.indexOf('\n', from);
      if (newline < 0) {
        this.partial(text.slice(from, length));
        this.read += length - from;
        return;
      }
      this.partial(text.slice(from, text[newline - 1] === '\r' ? Math.max(from, newline - 1) : newline));
      this.read += newline + 1 - from;
      this.nextLine = this.read;
      this.newline();
      from = newline + 1;
    }
  }

  /** No more comes: ends what is open. */
  end(): void {
    if (this.carry) this.partial(this.carry);
    this.carry = '';
    this.nextLine = this.read;
    if (this.held !== '' || this.inLine) this.newline();
    this.closeTo(0);
  }

  private partial(text: string): void {
    if (text === '') return;
    if (this.inLine) return this.more(text);
    this.held += text;
    const cap = this.leaf?.kind === 'table' ? rowCap : decidableLength;
    if (this.held.length <= cap && !this.decided(this.held)) return;
    const line = this.held;
    this.held = '';
    this.line(line, false);
  }

  private newline(): void {
    if (this.inLine) {
      this.inLine = false;
      this.endOfLine();
    } else {
      const line = this.held;
      this.held = '';
      this.line(line, true);
    }
  }

  /** Whether this beginning of a line may be acted upon. */
  private decided(line: string): boolean {
    const { depth, rest } = this.match(line);
    if (this.leaf?.kind === 'code' && this.leaf.fence && depth === this.innermost()) {
      return !/^\s*(?:`*|~*)\s*$/.test(rest);
    }
    // Rows are shown whole, and a line of dashes and bars may belong to a table.
    if (this.leaf?.kind === 'table') return false;
    return isDecided(rest);
  }

  /** How many open containers a line continues, and what it holds inside them. */
  private match(line: string): { readonly depth: number; readonly rest: string } {
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
    // A list goes on only with one of its items.
    while (depth > 0 && this.stack[depth - 1]?.kind === 'list') depth -= 1;
    return { depth, rest };
  }

  /** Reads a line from its beginning. `whole`: its end is known; otherwise what follows is more of the same text. */
  private line(line: string, whole: boolean): void {
    const { depth, rest } = this.match(line);
    const matched = depth === this.innermost();
    const leaf = this.leaf;
    if (leaf?.kind === 'code' && matched) {
      if (leaf.fence ? this.fenced(leaf.fence, rest, whole) : this.indented(rest, whole)) return;
    }
    if (whole && isBlank(rest)) return this.blank(depth);
    this.starts(depth, rest, whole);
  }

  /** The depth at which a line continues everything that is open; a list itself is never continued, its items are. */
  private innermost(): number {
    let depth = this.stack.length;
    while (depth > 0 && this.stack[depth - 1]?.kind === 'list') depth -= 1;
    return depth;
  }

  private fenced(fence: Fence, rest: string, whole: boolean): boolean {
    if (whole && closesFence(rest, fence)) {
      this.endLeaf(true);
      return true;
    }
    this.codeLine(withoutIndent(rest, Math.min(fence.indent, indentOf(rest).columns)), whole);
    return true;
  }

  private indented(rest: string, whole: boolean): boolean {
    if (isBlank(rest) && whole) {
      // Blank lines belong to the code only when more of it follows.
      if (this.leaf?.kind === 'code') this.leaf.blanks += `\n${withoutIndent(rest, 4)}`;
      return true;
    }
    if (indentOf(rest).columns < 4) return false;
    this.codeLine(withoutIndent(rest, 4), whole);
    return true;
  }

  private codeLine(text: string, whole: boolean): void {
    if (this.leaf?.kind !== 'code') return;
    const before = this.leaf.blanks + (this.leaf.any ? '\n' : '');
    this.leaf.blanks = '';
    this.leaf.any = true;
    this.sink.text(before + text);
    this.inLine = !whole;
    this.lastBlank = false;
  }

  private blank(depth: number): void {
    if (this.leaf?.kind === 'table' || this.leaf?.kind === 'paragraph') this.endLeaf(true);
    // A quote does not go on over a blank line; lists and items may.
    const quote = this.stack.findIndex((open, at) => at >= depth && open.kind === 'quote');
    if (quote >= 0) this.closeTo(quote);
    const top = this.stack.at(-1);
    if (top?.kind === 'item') top.blank = true;
    // An item that begins with a blank line may hold only that one.
    if (top?.kind === 'item' && !top.children) this.closeTo(this.stack.length - 1);
    this.lastBlank = true;
  }

  /** New blocks at the beginning of what is left of a line. */
  private starts(matchedDepth: number, line: string, whole: boolean): void {
    let depth = matchedDepth;
    let rest = line;
    let started = false;
    for (;;) {
      const inParagraph = !started && this.leaf?.kind === 'paragraph';
      const continuing = inParagraph && depth === this.innermost();
      if (indentOf(rest).columns >= 4) {
        if (inParagraph) break;
        this.place(depth);
        return this.beginCode(undefined, rest, whole);
      }
      const quote = depth < depthCap ? quoteLength(rest) : 0;
      if (quote > 0) {
        this.place(depth);
        this.openContainer({ kind: 'quote' }, { kind: 'quote' });
        rest = rest.slice(quote);
      } else {
        if (this.leafStart(depth, rest, whole, continuing)) return;
        const marker = depth < depthCap ? listMarker(rest, continuing) : undefined;
        if (!marker) break;
        this.beginItem(depth, marker);
        rest = rest.slice(marker.length);
      }
      if (whole && isBlank(rest)) return;
      started = true;
      depth = this.stack.length;
    }
    if (!started && this.leaf?.kind === 'paragraph') {
      // The next line of the paragraph, also when it lacks the marks of its containers ("lazy").
      this.append(`\n${rest.trimStart()}`, whole);
      return;
    }
    if (!started && this.leaf?.kind === 'table' && depth === this.innermost()) {
      if (rest.length <= rowCap && whole) {
        const cells = cellsOf(rest, this.leaf.columns);
        this.sink.row(Array.from({ length: this.leaf.columns }, (_, i) => cells[i] ?? ''));
        return;
      }
    }
    this.place(depth);
    this.beginParagraph(rest.trimStart(), whole);
  }

  /** Headings, rules, fences and tables. Returns whether the line was one. */
  private leafStart(depth: number, rest: string, whole: boolean, continuing: boolean): boolean {
    const title = heading(rest);
    if (title) {
      this.place(depth);
      this.leaf = { kind: 'heading', text: '' };
      this.sink.begin({ kind: 'heading', level: title.level });
      this.append(rest.slice(title.length), whole);
      return true;
    }
    if (!whole) return false;
    const fence = openingFence(rest);
    if (fence) {
      this.place(depth);
      this.beginCode(fence, '', true);
      return true;
    }
    if (continuing && this.leaf?.kind === 'paragraph') {
      if (this.tableStart(this.leaf, rest)) return true;
      const level = underline(rest);
      if (level !== undefined && !this.leaf.continued) {
        this.sink.promote(level);
        this.endLeaf(true);
        return true;
      }
    }
    if (!isRule(rest)) return false;
    this.place(depth);
    this.sink.rule();
    return true;
  }

  private tableStart(leaf: { readonly text: string }, rest: string): boolean {
    const align = delimiterRow(rest, columnCap);
    if (!align) return false;
    const cut = leaf.text.lastIndexOf('\n');
    const header = cellsOf(leaf.text.slice(cut + 1), columnCap);
    if (header.length !== align.length || leaf.text.length - cut > rowCap) return false;
    this.sink.table(leaf.text.slice(0, Math.max(0, cut)), header, align);
    this.leaf = { kind: 'table', columns: align.length };
    this.lastBlank = false;
    return true;
  }

  private beginItem(depth: number, marker: NonNullable<ReturnType<typeof listMarker>>): void {
    const { ordered, delimiter, start, width } = marker;
    const list = this.stack[depth];
    const goesOn = list?.kind === 'list' && list.ordered === ordered && list.delimiter === delimiter;
    if (goesOn) {
      const item = this.stack[depth + 1];
      const loose = this.lastBlank || (item?.kind === 'item' && item.blank);
      this.closeTo(depth + 1);
      if (loose) this.sink.loosen();
    } else {
      this.place(depth);
      this.openContainer({ kind: 'list', ordered, delimiter }, { kind: 'list', ordered, start });
    }
    this.openContainer({ kind: 'item', width, blank: false, children: false }, { kind: 'item' });
    this.lastBlank = false;
  }

  private beginCode(fence: Fence | undefined, rest: string, whole: boolean): void {
    const indent = this.stack.reduce((sum, open) => sum + (open.kind === 'item' ? open.width : 0), 0);
    this.leaf = { kind: 'code', fence, blanks: '', any: false };
    this.sink.begin({
      kind: 'code',
      info: fence?.info ?? '',
      fence: fence?.mark ?? '',
      indent: indent + (fence?.indent ?? 4),
      offset: this.nextLine,
      quoted: this.stack.some(open => open.kind === 'quote'),
    });
    if (!fence) this.codeLine(withoutIndent(rest, 4), whole);
    this.lastBlank = false;
  }

  private beginParagraph(text: string, whole: boolean): void {
    this.leaf = { kind: 'paragraph', text: '', continued: false };
    this.sink.begin({ kind: 'paragraph', continued: false });
    this.append(text, whole);
  }

  /** More text of the open heading or paragraph. */
  private append(text: string, whole: boolean): void {
    this.inLine = true;
    this.lastBlank = false;
    this.more(text);
    if (whole) {
      this.inLine = false;
      this.endOfLine();
    }
  }

  private more(text: string): void {
    if (this.leaf?.kind === 'code') return this.sink.text(text);
    for (let from = 0; from < text.length; from += paragraphCap) {
      const { leaf } = this;
      if (!leaf || leaf.kind === 'table') return;
      const piece = text.slice(from, from + paragraphCap);
      leaf.text += piece;
      this.sink.text(piece);
      for (let text = leaf.text; text.length > paragraphCap;) text = this.divide(text);
    }
  }

  /** A paragraph (or heading) that has grown too long goes on in another one. Returns the text of that. */
  private divide(text: string): string {
    const first = text.slice(0, paragraphCap);
    const space = Math.max(first.lastIndexOf(' '), first.lastIndexOf('\n'));
    const cut = space > paragraphCap / 2 ? space + 1 : paragraphCap - halfPair(first);
    this.sink.keep(cut);
    this.sink.end(true);
    const rest = text.slice(cut);
    this.leaf = { kind: 'paragraph', text: rest, continued: true };
    this.sink.begin({ kind: 'paragraph', continued: true });
    this.sink.text(rest);
    return rest;
  }

  private endOfLine(): void {
    if (this.leaf?.kind === 'heading') this.endLeaf(true);
  }

  /** Makes room for a new block in the container at this depth. */
  private place(depth: number): void {
    const loose = this.lastBlank;
    this.lastBlank = false;
    this.closeTo(depth);
    const top = this.stack.at(-1);
    if (top?.kind !== 'item') return;
    if (loose && top.children && top.blank) this.sink.loosen();
    top.children = true;
    top.blank = false;
  }

  private openContainer(open: Open, container: Container): void {
    const top = this.stack.at(-1);
    if (top?.kind === 'item') top.children = true;
    this.stack.push(open);
    this.sink.open(container);
  }

  private closeTo(depth: number): void {
    this.endLeaf(false);
    while (this.stack.length > depth) {
      this.stack.pop();
      this.sink.close();
    }
  }

  private endLeaf(closed: boolean): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (!leaf) return;
    if (leaf.kind === 'table') this.sink.endTable();
    else this.sink.end(closed || leaf.kind !== 'code' || leaf.fence === undefined);
  }
}

/** 1 when a cut at the end would part a surrogate pair. */
function halfPair(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? 1 : 0;
}
