import type { LineEnd } from '../common/lineEnd';
import { isElision } from './elision';
import { fitCode, partOf } from './fitCode';
import { hasWords, splitLines } from './lines';
import { StreamingDiff, type LineOp } from './streamingDiff';

/**
 * Puts code into a file while the code streams in, before it is known whether it is the whole file or a part of it:
 * what comes out in the end is `fitCode` of the whole. From the first line on that tells where the code belongs, its
 * lines go out; what stands around them is kept.
 */
export class FittedStream {
  private readonly diff: StreamingDiff;
  private readonly old: readonly string[];
  private readonly bareOld: readonly string[];
  private code = '';
  /** What of the code is no whole line yet. */
  private partial = '';
  private readonly lines: string[] = [];
  /** How many lines of the code may go out: what stands before its last line that is not blank. */
  private ready = 0;
  /** How many of them have been looked at for where the code belongs. */
  private looked = 0;
  /** How many lines of the code went out. */
  private read = 0;
  /** Lines of the result that went out. */
  private readonly sent: string[] = [];
  /** Whether a line stands for code that was left out. */
  private isHeld = false;
  /** The line of the file at which the code begins; `none` when its first words do not say. */
  private start: number | 'unknown' | 'none' = 'unknown';

  /**
   * @param before the text of the file
   * @param eol the document's line break
   * @param languageId of VS Code, as for `fitCode`
   */
  constructor(
    readonly before: string,
    private readonly eol: LineEnd,
    private readonly languageId = '',
  ) {
    this.old = splitLines(before);
    this.bareOld = this.old.map(bare);
    this.diff = new StreamingDiff(this.old);
  }

  /** Takes the next piece of the code. The time it takes grows with the piece only, but for the lines that go out. */
  push(text: string): LineOp[] {
    this.code += text;
    this.takeLines(text);
    const start = this.place();
    if (this.isHeld || typeof start !== 'number') return [];
    const head = this.read === 0 ? this.old.slice(0, start) : [];
    const next = [...head, ...this.lines.slice(this.read, this.ready).map(line => line + this.eol)];
    this.read = this.ready;
    for (const line of next) this.sent.push(line);
    return this.diff.push(next);
  }

  /**
   * The code is complete: the rest of the result. Undefined when the code belongs somewhere else than its beginning
   * said: then everything that went out is void, and the whole is `rewrittenAs(before, resultIn(before))`.
   * @throws CannotFit as `fitCode` does; everything that went out is void then
   */
  end(): LineOp[] | undefined {
    const result = splitLines(this.resultIn(this.before));
    if (this.sent.some((line, index) => result[index] !== line)) return undefined;
    return [...this.diff.push(result.slice(this.sent.length)), ...this.diff.end()];
  }

  /**
   * A file with the code, as far as it has arrived, in its place.
   * @throws CannotFit as `fitCode` does
   */
  resultIn(file: string): string {
    return fitCode(file, this.code, this.languageId);
  }

  private takeLines(text: string): void {
    if (!text.includes('\n')) {
      this.partial += text;
      return;
    }
    const parts = (this.partial + text).split('\n');
    this.partial = parts.pop() ?? '';
    for (const part of parts) {
      const line = bare(part);
      // The last line may be without a break in the file, and blank ones at the end of the code do not count.
      if (line !== '') this.ready = this.lines.length;
      // What such a line stands for is looked up when all of the code is there.
      if (isElision(line)) this.isHeld = true;
      this.lines.push(line);
    }
  }

  /** Where the code begins: its first line with words decides, once and for all. */
  private place(): number | 'unknown' | 'none' {
    if (this.start !== 'unknown') return this.start;
    const tells = this.lines.slice(this.looked, this.ready).some(hasWords);
    this.looked = this.ready;
    if (tells) this.start = partOf(this.bareOld, this.lines)?.start ?? 'none';
    return this.start;
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
