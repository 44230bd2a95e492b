import { fitCode, partOf } from './fitCode';
import { splitLines, type LineEnd } from './lines';
import { StreamingDiff, type LineOp } from './streamingDiff';

/**
 * Puts code into a file while the code streams in, before it is known whether it is the whole file or a part of it:
 * what comes out in the end is `fitCode` of the whole. From the first line on that tells where the code belongs, its
 * lines go out; what stands around them is kept.
 */
export class FittedStream {
  private readonly diff: StreamingDiff;
  private readonly old: readonly string[];
  private code = '';
  /** What of the code is no whole line yet. */
  private partial = '';
  private lines: string[] = [];
  /** How many lines of the code went out. */
  private read = 0;
  /** Lines of the result that went out. */
  private sent: string[] = [];
  /** The line of the file at which the code begins, once it is known. */
  private start: number | undefined;

  /**
   * @param before the text of the file
   * @param eol the document's line break
   */
  constructor(
    readonly before: string,
    private readonly eol: LineEnd,
  ) {
    this.old = splitLines(before);
    this.diff = new StreamingDiff(this.old);
  }

  /** Takes the next piece of the code. */
  push(text: string): LineOp[] {
    this.code += text;
    const parts = (this.partial + text).split('\n');
    this.partial = parts.pop() ?? '';
    this.lines.push(...parts.map(bare));
    // The last line may be without a break in the file, and blank ones at the end of the code do not count.
    const ready = Math.max(
      0,
      this.lines.findLastIndex(line => line !== ''),
    );
    if (ready <= this.read) return [];
    this.start ??= partOf(this.old.map(bare), this.lines.slice(0, ready))?.start;
    if (this.start === undefined) return [];
    const head = this.read === 0 ? this.old.slice(0, this.start) : [];
    const next = [...head, ...this.lines.slice(this.read, ready).map(line => line + this.eol)];
    this.read = ready;
    this.sent.push(...next);
    return this.diff.push(next);
  }

  /**
   * The code is complete: the rest of the result. Undefined when the code belongs somewhere else than its beginning
   * said: then everything that went out is void, and the whole is `rewrittenAs(before, resultIn(before))`.
   */
  end(): LineOp[] | undefined {
    const result = splitLines(this.resultIn(this.before));
    if (this.sent.some((line, index) => result[index] !== line)) return undefined;
    return [...this.diff.push(result.slice(this.sent.length)), ...this.diff.end()];
  }

  /** A file with the code, as far as it has arrived, in its place. */
  resultIn(file: string): string {
    return fitCode(file, this.code);
  }
}

/** The operations that make one text of another. */
export function rewrittenAs(before: string, after: string): LineOp[] {
  const diff = new StreamingDiff(splitLines(before));
  return [...diff.push(splitLines(after)), ...diff.end()];
}

function bare(line: string): string {
  return line.replace(/\r?\n?$/, '');
}
