import type { BlockSink, Leaf } from './blocks';
import { cellsOf, delimiterRow, type Fence } from './lineStarts';

type OpenLeaf =
  | { readonly kind: 'paragraph'; text: string; readonly continued: boolean }
  | { readonly kind: 'heading'; text: string }
  | { readonly kind: 'code'; readonly fence: Fence | undefined; blanks: string; any: boolean }
  | { readonly kind: 'table'; readonly columns: number };

/** A longer paragraph goes on in another. UTF-16 units. Bounds what is parsed anew while it is open. */
export const paragraphCap = 4_000;

/** A longer line is no row of a table. UTF-16 units. */
export const rowCap = 16_384;

const columnCap = 64;

/** The innermost block, which text goes into: a paragraph, a heading, code or a table. At most one is open. */
export class LeafWriter {
  private leaf: OpenLeaf | undefined;
  private writing = false;

  constructor(private readonly sink: BlockSink) {}

  get kind(): OpenLeaf['kind'] | undefined {
    return this.leaf?.kind;
  }

  /** The fence of the open code; undefined for code by indentation, and for anything else. */
  get fence(): Fence | undefined {
    return this.leaf?.kind === 'code' ? this.leaf.fence : undefined;
  }

  /** Whether the rest of the current line is text of the open leaf. */
  get inLine(): boolean {
    return this.writing;
  }

  heading(level: number, text: string, whole: boolean): void {
    this.leaf = { kind: 'heading', text: '' };
    this.sink.begin({ kind: 'heading', level });
    this.append(text, whole);
  }

  paragraph(text: string, whole: boolean): void {
    this.leaf = { kind: 'paragraph', text: '', continued: false };
    this.sink.begin({ kind: 'paragraph', continued: false });
    this.append(text, whole);
  }

  code(fence: Fence | undefined, facts: Extract<Leaf, { kind: 'code' }>): void {
    this.leaf = { kind: 'code', fence, blanks: '', any: false };
    this.sink.begin(facts);
  }

  /** A line of the open code. `whole`: its end is known. */
  codeLine(text: string, whole: boolean): void {
    if (this.leaf?.kind !== 'code') return;
    const before = this.leaf.blanks + (this.leaf.any ? '\n' : '');
    this.leaf.blanks = '';
    this.leaf.any = true;
    this.sink.text(before + text);
    this.writing = !whole;
  }

  /** A blank line, which belongs to the open code only when more of it follows. */
  blankInCode(text: string): void {
    if (this.leaf?.kind === 'code') this.leaf.blanks += `\n${text}`;
  }

  /** The open paragraph was a heading. Returns whether it can have been one. */
  promote(level: 1 | 2): boolean {
    if (this.leaf?.kind !== 'paragraph' || this.leaf.continued) return false;
    this.sink.promote(level);
    this.end(true);
    return true;
  }

  /** The last line of the open paragraph is the header of a table, if this line says so. Returns whether it does. */
  table(line: string): boolean {
    if (this.leaf?.kind !== 'paragraph') return false;
    const { text } = this.leaf;
    const align = delimiterRow(line, columnCap);
    if (!align) return false;
    const cut = text.lastIndexOf('\n');
    const header = cellsOf(text.slice(cut + 1), columnCap);
    if (header.length !== align.length || text.length - cut > rowCap) return false;
    this.sink.table(text.slice(0, Math.max(0, cut)), header, align);
    this.leaf = { kind: 'table', columns: align.length };
    return true;
  }

  /** A row of the open table. */
  row(line: string): void {
    if (this.leaf?.kind !== 'table') return;
    const { columns } = this.leaf;
    const cells = cellsOf(line, columns);
    this.sink.row(Array.from({ length: columns }, (_, i) => cells[i] ?? ''));
  }

  /** More text of the open heading or paragraph; `whole`: to the end of the line. */
  append(text: string, whole: boolean): void {
    this.writing = true;
    this.more(text);
    if (whole) this.endLine();
  }

  /** More of the same line. */
  more(text: string): void {
    if (this.leaf?.kind === 'code') return this.sink.text(text);
    for (let from = 0; from < text.length; from += paragraphCap) {
      const { leaf } = this;
      if (!leaf || leaf.kind === 'table') return;
      const piece = text.slice(from, from + paragraphCap);
      leaf.text += piece;
      this.sink.text(piece);
      for (let open = leaf.text; open.length > paragraphCap;) open = this.divide(open);
    }
  }

  endLine(): void {
    this.writing = false;
    if (this.leaf?.kind === 'heading') this.end(true);
  }

  /** Ends what is open, if anything is. `closed`: by its own mark, not by what follows. */
  end(closed: boolean): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (!leaf) return;
    if (leaf.kind === 'table') this.sink.endTable();
    else this.sink.end(closed || leaf.kind !== 'code' || leaf.fence === undefined);
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
}

/** 1 when a cut at the end would part a surrogate pair. */
function halfPair(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? 1 : 0;
}
