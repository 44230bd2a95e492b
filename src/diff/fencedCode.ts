/**
 * Reads the code out of an answer while it streams in: what stands in the first fenced block (CommonMark 0.31,
 * section 4.5). Lines go out as soon as they cannot be the closing fence any more.
 */
export class FencedCode {
  private pending = '';
  private fence: string | undefined;
  private closed = false;
  private codeSoFar = '';
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
    const before = this.codeSoFar.length;
    this.pending += text;
    for (let end = this.pending.indexOf('\n'); end >= 0; end = this.pending.indexOf('\n')) {
      this.line(this.pending.slice(0, end + 1));
      this.pending = this.pending.slice(end + 1);
    }
    if (this.isOpen && !this.mayClose(this.pending)) {
      this.add(this.pending);
      this.pending = '';
    }
    return this.codeSoFar.slice(before);
  }

  /** The answer is over; returns the code that was still held back. */
  end(): string {
    const before = this.codeSoFar.length;
    if (this.pending) this.line(this.pending);
    this.pending = '';
    return this.codeSoFar.slice(before);
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
    this.codeSoFar += this.heldBreak + text.slice(0, text.length - ending.length);
    this.heldBreak = ending;
    this.atLineStart = ending !== '';
  }

  private closes(line: string): boolean {
    const match = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?\n?$/.exec(line);
    return match?.[1] !== undefined && this.fence !== undefined && match[1].startsWith(this.fence);
  }

  private mayClose(start: string): boolean {
    return start === '' || start.endsWith('\r') || (this.atLineStart && /^ {0,3}(`*|~*)[ \t]*$/.test(start));
  }
}
