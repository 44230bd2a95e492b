import type { Alignment } from './lineStarts';

/** Something that holds other blocks. */
export type Container =
  | { readonly kind: 'quote' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number }
  | { readonly kind: 'item' };

/** Something that holds text. */
export type Leaf =
  /** `continued`: the paragraph was too long for one and goes on here. */
  | { readonly kind: 'paragraph'; readonly continued: boolean }
  | { readonly kind: 'heading'; readonly level: number }
  /**
   * `offset`: of its first character in the whole text; `fence` is empty for code by indentation. `quoted`: lines
   * carry more than indentation in front of them.
   */
  | {
      readonly kind: 'code';
      readonly info: string;
      readonly fence: string;
      readonly indent: number;
      readonly offset: number;
      readonly quoted: boolean;
    };

/** Receives the blocks as they are found. Calls come in document order; nothing is ever taken back but a table's header. */
export interface BlockSink {
  open(container: Container): void;
  close(): void;
  /** The innermost list has blank lines between its items. */
  loosen(): void;
  begin(leaf: Leaf): void;
  /** More text of the open leaf. Lines of a paragraph are joined by `\n`. */
  text(text: string): void;
  /** Only this much of the open leaf's text belongs to it. Comes right before its end. */
  keep(length: number): void;
  /** `closed`: whether a code block ended with its fence. */
  end(closed: boolean): void;
  /** The open paragraph was a heading. It is still open. */
  promote(level: number): void;
  rule(): void;
  /** A table begins. Its header was the last line of the open paragraph, whose text is now `before` (maybe empty). */
  table(before: string, header: readonly string[], align: readonly Alignment[]): void;
  row(cells: readonly string[]): void;
  endTable(): void;
}
