import { closesFence, fenceAt, FencedLines, mayBeFence, type Fence } from '../common/fences';
import { breakLength, splitLines } from './lines';

/** A line that may close the block or belong to the code. */
interface Doubt {
  readonly why: 'bare' | 'elsewhere' | 'nested';
  /** The line, and what came behind it. */
  readonly lines: string[];
}

/** The block of the answer. */
interface Block {
  readonly fence: Fence;
  reader: FencedLines;
  /** Whether a bare fence in it may belong to the code. */
  readonly isBare: boolean;
  /** Whether the code to rewrite ends in a block of its own. */
  readonly endsNested: boolean;
}

/**
 * Reads the code out of an answer while it streams in: what stands in the first fenced block, by the rule of
 * `FencedLines`. Lines go out as soon as they cannot be the closing fence any more. Each character is looked at once:
 * what a piece costs depends on neither the answer before it nor the line that it goes on with.
 *
 * Where the rule leaves two readings, what comes next decides, and until then nothing goes out: a fence without an
 * info string, in Markdown and where the code that is rewritten holds such ones too; one that stands elsewhere than
 * the opening one; and one that closes a block inside, where the code to rewrite ends within one. Before another fence of its kind it
 * belongs to the code; before the end of the answer it closes the block.
 */
export class FencedCode {
  /** The beginning of a line that has not gone out, without its line break. */
  private pending = '';
  private block: Block | undefined;
  private doubt: Doubt | undefined;
  private closed = false;
  private codeSoFar = '';
  /** What has come to it since it was last handed out. */
  private fresh = '';
  private outside = '';
  private heldBreak = '';
  private atLineStart = true;

  /** @param original the code that is rewritten */
  constructor(private readonly original: string) {}

  /** The code so far, without the line break in front of the closing fence. */
  get code(): string {
    return this.codeSoFar;
  }

  /** Whether a block was opened: an answer without one is a refusal in words. */
  get hasBlock(): boolean {
    return this.block !== undefined;
  }

  /** What was said outside of the block. */
  get words(): string {
    return this.outside.trim();
  }

  /** Takes the next piece of the answer; returns the code it adds. */
  push(text: string): string {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.line(this.pending + text.slice(from, end + 1));
      this.pending = '';
      from = end + 1;
    }
    this.pending += text.slice(from);
    if (this.block && !this.closed && !this.doubt) this.release(this.block);
    return this.takeFresh();
  }

  /** The answer is over; returns the code that was still held back. */
  end(): string {
    if (this.pending) this.line(this.pending);
    if (this.doubt) this.close(this.doubt.lines.slice(1));
    return this.takeFresh();
  }

  /** Hands on the beginning of a line, but for a carriage return at its end: it may belong to the line break. */
  private release(block: Block): void {
    const { pending } = this;
    const start = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
    if (this.atLineStart && mayBeFence(start)) return;
    this.add(start, block);
    this.pending = pending.slice(start.length);
  }

  private takeFresh(): string {
    const { fresh } = this;
    this.fresh = '';
    return fresh;
  }

  private line(line: string): void {
    const { block } = this;
    if (!block || this.closed) return this.wordsOf(line);
    const bare = withoutBreak(line);
    if (this.doubt) return this.decide(this.doubt, line, block);
    if (!this.atLineStart || !mayBeFence(bare)) return this.add(line, block);
    const { fence, reader } = block;
    const wasNested = reader.isNested;
    if (reader.closes(bare)) {
      if (block.isBare) this.doubt = { why: 'bare', lines: [line] };
      else this.close([]);
    } else if (wasNested && block.endsNested && (!reader.isNested || closesFence(bare, fence))) {
      this.doubt = { why: 'nested', lines: [line] };
    } else if (!wasNested && !reader.isNested && closesElsewhere(bare, fence)) {
      this.doubt = { why: 'elsewhere', lines: [line] };
    } else {
      this.add(line, block);
    }
  }

  /** The line that opens the block, or words. */
  private wordsOf(line: string): void {
    const fence = this.block ? undefined : fenceAt(withoutBreak(line));
    if (!fence) {
      this.outside += line;
      return;
    }
    const inside = new FencedLines(fence);
    const lines = /`{3}|~{3}/.test(this.original) ? splitLines(this.original) : [];
    const isBare =
      /^(?:md|markdown|mdx|qmd|rmd)\b/i.test(fence.info) ||
      lines.some(each => inside.closes(withoutBreak(each)));
    const endsNested = !isBare && inside.isNested;
    this.block = { fence, reader: new FencedLines(fence), isBare, endsNested };
  }

  /** What comes behind a line that may have closed the block. */
  private decide(doubt: Doubt, line: string, block: Block): void {
    const found = kindOf(withoutBreak(line), block.fence);
    if (found === undefined || (found === 'elsewhere' && doubt.why !== 'elsewhere')) {
      doubt.lines.push(line);
    } else if (found === 'opening' && doubt.why !== 'nested') {
      this.close([...doubt.lines.slice(1), line]);
    } else {
      // It belongs to the code, with what it closes or opens.
      this.doubt = undefined;
      for (const each of doubt.lines) this.add(each, block);
      block.reader = new FencedLines(block.fence);
      if (found === doubt.why) this.add(line, block);
      else this.line(line);
    }
  }

  private close(words: readonly string[]): void {
    this.closed = true;
    this.doubt = undefined;
    for (const each of words) this.outside += each;
  }

  /** The line break at the end of the code belongs to the fence, so each break waits for what follows it. */
  private add(text: string, { fence }: Block): void {
    const line = withoutBreak(text);
    const ending = text.slice(line.length);
    const code = this.heldBreak + (this.atLineStart ? unindented(line, fence.indent) : line);
    this.codeSoFar += code;
    this.fresh += code;
    this.heldBreak = ending;
    this.atLineStart = ending !== '';
  }
}

/** What a fence in the answer is to the opening one; undefined for anything else. */
function kindOf(line: string, fence: Fence): 'bare' | 'elsewhere' | 'opening' | undefined {
  if (closesFence(line, fence)) return 'bare';
  if (closesElsewhere(line, fence)) return 'elsewhere';
  return fenceAt(line)?.info ? 'opening' : undefined;
}

/** Whether a line would close the fence if it were indented like it. Nothing may follow: it is not looked for in words. */
function closesElsewhere(line: string, { mark }: Fence): boolean {
  return fenceAt(line)?.info === '' && line.includes(mark);
}

/** What all of a block is indented by belongs to its fence. */
function unindented(line: string, indent: string): string {
  let length = 0;
  while (length < indent.length && /[ \t]/.test(line.charAt(length))) length++;
  return line.slice(length);
}

function withoutBreak(line: string): string {
  return line.slice(0, line.length - breakLength(line));
}
