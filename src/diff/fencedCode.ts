/** A longer line is no fence, in UTF-16 code units. */
const longestFence = 1_000;

/**
 * Reads the code out of an answer while it streams in: what stands in the first fenced block (CommonMark 0.31,
 * section 4.5). Lines go out as soon as they cannot be the closing fence any more. Each character is looked at once:
 * what a piece costs depends on neither the answer before it nor the line that it goes on with.
 */
export class FencedCode {
  /** The beginning of a line that has not gone out, without its line break. */
  private pending = '';
  private fence: string | undefined;
  private closed = false;
  private codeSoFar = '';
  /** What has come to it since it was last handed out. */
  private fresh = '';
  private outside = '';
  private heldBreak = '';
  private atLineStart = true;

  /** The code so far, without the line break in front of the closing fence. */
  get code(): string {
    return this.codeSoFar;
  }

  /** Whether a block was opened: an answer without one is a refusal in words. */
  get hasBlock(): boolean {
    return this.fence !== undefined;
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
    if (this.isOpen) this.release();
    return this.takeFresh();
  }

  /** The answer is over; returns the code that was still held back. */
  end(): string {
    if (this.pending) this.line(this.pending);
    this.pending = '';
    return this.takeFresh();
  }

  /** Hands on the beginning of a line, but for a carriage return at its end: it may belong to the line break. */
  private release(): void {
    const { pending } = this;
    const start = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
    if (this.atLineStart && mayClose(start)) return;
    this.add(start);
    this.pending = pending.slice(start.length);
  }

  private takeFresh(): string {
    const { fresh } = this;
    this.fresh = '';
    return fresh;
  }

  private get isOpen(): boolean {
    return this.fence !== undefined && !this.closed;
  }

  private line(line: string): void {
    if (!this.isOpen) {
      const opening = this.fence === undefined ? /^ {0,3}(`{3,}|~{3,})[^`\n]*\r?\n?$/.exec(line) : null;
      if (opening) this.fence = opening[1];
      else this.outside += line;
    } else if (this.atLineStart && this.closes(line)) {
      this.closed = true;
    } else {
      this.add(line);
    }
  }

  /** The line break at the end of the code belongs to the fence, so each break waits for what follows it. */
  private add(text: string): void {
    if (text === '') return;
    const ending = /\r?\n$/.exec(text)?.[0] ?? '';
    const code = this.heldBreak + text.slice(0, text.length - ending.length);
    this.codeSoFar += code;
    this.fresh += code;
    this.heldBreak = ending;
    this.atLineStart = ending !== '';
  }

  private closes(line: string): boolean {
    if (line.length > longestFence) return false;
    const match = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line);
    return match?.[1] !== undefined && this.fence !== undefined && match[1].startsWith(this.fence);
  }
}

/** Whether a line that begins so may yet be a closing fence. */
function mayClose(start: string): boolean {
  return start.length <= longestFence && /^ {0,3}(`*|~*)[ \t]*$/.test(start);
}
