import type { BlockSink, Container, Leaf } from '../../../src/webview/chat/markdown/blocks';
import type { Alignment } from '../../../src/webview/chat/markdown/lineStarts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Writes blocks as HTML in the way of markdown-it, so that the two can be compared. Inline text is handed to `inline`.
 */
export class HtmlSink implements BlockSink {
  private readonly out: string[] = [];
  private readonly lists: { at: number; loose: boolean }[] = [];
  private readonly ends: string[] = [];
  private leaf:
    { kind: 'paragraph' | 'heading' | 'code'; level: number; info: string; text: string } | undefined;
  private align: readonly Alignment[] = [];

  constructor(private readonly inline: (text: string) => string) {}

  html(): string {
    return this.out.join('');
  }

  open(container: Container): void {
    if (container.kind === 'quote') this.tag('<blockquote>', '</blockquote>');
    else if (container.kind === 'item') this.tag('<li>', '</li>');
    else {
      const name = container.ordered ? 'ol' : 'ul';
      const start = container.ordered && container.start !== 1 ? ` start="${container.start}"` : '';
      this.lists.push({ at: this.out.length, loose: false });
      this.tag(`<${name}${start}>`, `</${name}>`);
    }
  }

  close(): void {
    const end = this.ends.pop() ?? '';
    if (end.endsWith('l>')) {
      const list = this.lists.pop();
      if (list && !list.loose) this.tighten(list.at);
    }
    this.out.push(end);
  }

  loosen(): void {
    const list = this.lists.at(-1);
    if (list) list.loose = true;
  }

  begin(leaf: Leaf): void {
    this.leaf = {
      kind: leaf.kind,
      level: leaf.kind === 'heading' ? leaf.level : 0,
      info: leaf.kind === 'code' ? leaf.info : '',
      text: '',
    };
  }

  text(text: string): void {
    if (this.leaf) this.leaf.text += text;
  }

  keep(length: number): void {
    if (this.leaf) this.leaf.text = this.leaf.text.slice(0, length);
  }

  promote(level: number): void {
    if (this.leaf) Object.assign(this.leaf, { kind: 'heading', level });
  }

  end(): void {
    const { leaf } = this;
    this.leaf = undefined;
    if (!leaf) return;
    const { kind, level, info } = leaf;
    if (kind === 'code') {
      const language = info.split(/\s/)[0];
      const text = leaf.text === '' ? '' : `${leaf.text}\n`;
      this.out.push(
        `<pre><code${language ? ` class="language-${escaped(language)}"` : ''}>${escaped(text)}</code></pre>`,
      );
    } else if (kind === 'heading') {
      const title = leaf.text
        .trim()
        .replace(/(^|[ \t])#+$/, '')
        .trim();
      this.out.push(`<h${level}>${this.inline(title)}</h${level}>`);
    } else this.out.push(`<p${this.depth()}>${this.inline(leaf.text.trim())}</p${this.depth()}>`);
  }

  rule(): void {
    this.out.push('<hr>');
  }

  table(before: string, header: readonly string[], align: readonly Alignment[]): void {
    if (this.leaf) this.leaf.text = before;
    if (before) this.end();
    this.leaf = undefined;
    this.align = align;
    this.out.push(`<table><thead><tr>${this.cells('th', header)}</tr></thead>`);
    this.rows = 0;
  }

  private rows = 0;
  row(cells: readonly string[]): void {
    this.out.push(`${this.rows++ === 0 ? '<tbody>' : ''}<tr>${this.cells('td', cells)}</tr>`);
  }

  endTable(): void {
    this.out.push(`${this.rows > 0 ? '</tbody>' : ''}</table>`);
  }

  private cells(tag: string, cells: readonly string[]): string {
    return cells
      .map((cell, i) => {
        const align = this.align[i];
        return `<${tag}${align ? ` style="text-align:${align}"` : ''}>${this.inline(cell)}</${tag}>`;
      })
      .join('');
  }

  private tag(open: string, close: string): void {
    this.out.push(open);
    this.ends.push(close);
  }

  /** Marks the paragraphs of items, to be unwrapped when their list turns out tight. */
  private depth(): string {
    return this.ends.at(-1) === '</li>' ? ` of${this.lists.length}` : '';
  }

  private tighten(from: number): void {
    const mark = ` of${this.lists.length + 1}>`;
    for (let i = from; i < this.out.length; i++) {
      const text = this.out[i] ?? '';
      if (!text.startsWith(`<p${mark}`)) continue;
      this.out[i] = text.slice(`<p${mark}`.length, -`</p${mark}`.length);
    }
  }
}

/** The HTML without the marks of paragraphs in loose lists, and without white space between tags. */
export const plainHtml = (html: string): string =>
  html
    .replaceAll(/<(\/?)p of\d+>/g, '<$1p>')
    .replaceAll(/\s+(?=<\/?(?:[ou]l|li|p|blockquote|pre|h\d|hr|t\w+|\/code)\b)/g, '')
    .replaceAll(/\s+<\/code><\/pre>/g, '</code></pre>')
    .replaceAll(/>\s+</g, '><')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
