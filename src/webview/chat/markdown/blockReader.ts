import { FencedLines, mayBeFence } from '../../../common/fences';
import type { BlockSink } from './blocks';
import { Containers, depthCap } from './containers';
import { LeafWriter, rowCap } from './leafWriter';
import {
  decidableLength,
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

/**
 * Reads the block structure of Markdown while it arrives: each character once, whatever the length of the whole. The
 * outcome does not depend on how the text was cut into pieces.
 *
 * The algorithm is that of CommonMark (appendix "A parsing strategy"), with GitHub's tables. Without: HTML blocks and
 * link reference definitions, which stay text. Where a fenced block ends is read as everywhere (`FencedLines`), which is
 * CommonMark but for what models write: a fence with a language inside a block opens another, a closing fence is indented
 * no deeper than the opening one, and a sentence may go on behind it.
 */
export class BlockReader {
  private readonly leaf: LeafWriter;
  private readonly containers: Containers;
  /** The beginning of a line of which it is not yet known what it is. */
  private held = '';
  private read = 0;
  private carry = '';
  /** Reads where the open fenced block ends. */
  private fencedLines: FencedLines | undefined;
  /** Where the line after the current one begins. */
  private nextLine = 0;

  constructor(private readonly sink: BlockSink) {
    this.leaf = new LeafWriter(sink);
    this.containers = new Containers(sink, () => this.leaf.end(false));
  }

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
    if (this.held !== '' || this.leaf.inLine) this.newline();
    this.containers.closeTo(0);
  }

  private partial(text: string): void {
    if (text === '') return;
    if (this.leaf.inLine) return this.leaf.more(text);
    this.held += text;
    const cap = this.leaf.kind === 'table' ? rowCap : decidableLength;
    if (this.held.length <= cap && !this.decided(this.held)) return;
    this.line(this.taken(), false);
  }

  private newline(): void {
    if (this.leaf.inLine) this.leaf.endLine();
    else this.line(this.taken(), true);
  }

  private taken(): string {
    const { held } = this;
    this.held = '';
    return held;
  }

  /** Whether this beginning of a line may be acted upon. */
  private decided(line: string): boolean {
    const { depth, rest } = this.containers.match(line);
    if (this.leaf.fence && depth === this.containers.innermost) return !mayBeFence(rest);
    // Rows are shown whole, and a line of dashes and bars may belong to a table.
    if (this.leaf.kind === 'table') return false;
    return isDecided(rest);
  }

  /** Reads a line from its beginning. `whole`: its end is known; otherwise what follows is more of the same text. */
  private line(line: string, whole: boolean): void {
    const { depth, rest } = this.containers.match(line);
    if (this.leaf.kind === 'code' && depth === this.containers.innermost) {
      const { fence } = this.leaf;
      if (fence ? this.fenced(fence, rest, whole) : this.indented(rest, whole)) return;
    }
    if (whole && isBlank(rest)) {
      if (this.leaf.kind === 'table' || this.leaf.kind === 'paragraph') this.leaf.end(true);
      return this.containers.blankLine(depth);
    }
    this.starts(depth, rest, whole);
    this.containers.lineRead();
  }

  private fenced(fence: Fence, rest: string, whole: boolean): true {
    const line = withoutIndent(rest, Math.min(fence.indent, indentOf(rest).columns));
    if (!whole || !this.fencedLines?.closes(line)) {
      this.leaf.codeLine(line, whole);
      return true;
    }
    this.leaf.end(true);
    const words = line.replace(/^(?:`+|~+)/, '').trim();
    if (words !== '') this.starts(this.containers.innermost, words, true);
    return true;
  }

  private indented(rest: string, whole: boolean): boolean {
    const text = withoutIndent(rest, 4);
    if (isBlank(rest) && whole) this.leaf.blankInCode(text);
    else if (indentOf(rest).columns < 4) return false;
    else this.leaf.codeLine(text, whole);
    return true;
  }

  /** New blocks at the beginning of what is left of a line. */
  private starts(matchedDepth: number, line: string, whole: boolean): void {
    const { containers, leaf } = this;
    let depth = matchedDepth;
    let rest = line;
    let started = false;
    for (;;) {
      const inParagraph = !started && leaf.kind === 'paragraph';
      const continuing = inParagraph && depth === containers.innermost;
      if (indentOf(rest).columns >= 4) {
        if (inParagraph) break;
        containers.place(depth);
        this.beginCode(undefined);
        return leaf.codeLine(withoutIndent(rest, 4), whole);
      }
      const quote = depth < depthCap ? quoteLength(rest) : 0;
      if (quote > 0) {
        containers.openQuote(depth);
        rest = rest.slice(quote);
      } else {
        if (this.leafStart(depth, rest, whole, continuing)) return;
        const marker = depth < depthCap ? listMarker(rest, continuing) : undefined;
        if (!marker) break;
        containers.openItem(depth, marker);
        rest = rest.slice(marker.length);
      }
      if (whole && isBlank(rest)) return;
      started = true;
      depth = containers.depth;
    }
    // The next line of the paragraph, also when it lacks the marks of its containers ("lazy").
    if (!started && leaf.kind === 'paragraph') return leaf.append(`\n${rest.trimStart()}`, whole);
    const inTable = !started && leaf.kind === 'table' && depth === containers.innermost;
    if (inTable && whole && rest.length <= rowCap) return leaf.row(rest);
    containers.place(depth);
    leaf.paragraph(rest.trimStart(), whole);
  }

  /** Headings, rules, fences and tables. Returns whether the line was one. */
  private leafStart(depth: number, rest: string, whole: boolean, continuing: boolean): boolean {
    const title = heading(rest);
    if (title) {
      this.containers.place(depth);
      this.leaf.heading(title.level, rest.slice(title.length), whole);
      return true;
    }
    if (!whole) return false;
    const fence = openingFence(rest);
    if (fence) {
      this.containers.place(depth);
      this.beginCode(fence);
      return true;
    }
    if (continuing) {
      if (this.leaf.table(rest)) return true;
      const level = underline(rest);
      if (level !== undefined && this.leaf.promote(level)) return true;
    }
    if (!isRule(rest)) return false;
    this.containers.place(depth);
    this.sink.rule();
    return true;
  }

  private beginCode(fence: Fence | undefined): void {
    const { indent, quoted } = this.containers;
    this.fencedLines = fence && new FencedLines({ mark: fence.mark, indent: '', info: fence.info });
    this.leaf.code(fence, {
      kind: 'code',
      info: fence?.info ?? '',
      fence: fence?.mark ?? '',
      indent: indent + (fence?.indent ?? 4),
      offset: this.nextLine,
      quoted,
    });
  }
}
