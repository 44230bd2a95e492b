import { IndentConverter } from './convertIndent';
import { FencedCode } from './fencedCode';
import { breakLength, splitLines, type LineEnd } from './lines';
import { IndentRestorer } from './restoreIndent';
import { StreamingDiff, type LineOp } from './streamingDiff';

/** More lines than this are no rewrite of code a user selected: the answer has run away. */
const mostLines = 50_000;

/**
 * Turns the text of an answer, as it streams in, into operations on the lines that are being rewritten. Only whole
 * lines come out, with the line breaks of the document; the last one has a break exactly if the code before had one.
 * Indentation in the other style is converted (`IndentConverter`), and what the model left out of it comes back
 * (`IndentRestorer`). What a piece costs depends on its own length only.
 */
export class RewriteStream {
  private readonly answer: FencedCode;
  private readonly diff: StreamingDiff;
  private readonly style: IndentConverter;
  private readonly indent: IndentRestorer;
  /** The beginning of a line of which the end is not there yet. */
  private partial = '';
  /** It ends with a carriage return, which may be the first half of a line break. */
  private hasReturn = false;
  private lines = 0;

  /**
   * @param before the lines to rewrite, as they stand in the document
   * @param eol the document's line break
   * @param languageId VS Code language id
   */
  constructor(
    readonly before: string,
    private readonly eol: LineEnd,
    languageId = '',
  ) {
    this.answer = new FencedCode(before);
    const lines = splitLines(before);
    this.diff = new StreamingDiff(lines);
    this.style = new IndentConverter(lines, languageId === 'makefile');
    this.indent = new IndentRestorer(lines);
  }

  /** What to send: the line break at the end stays here, since nobody knows whether a model gives it back. */
  get code(): string {
    return this.before.slice(0, this.before.length - breakLength(this.before));
  }

  /** Whether the answer has any code: one without is a refusal in words. */
  get hasCode(): boolean {
    return this.answer.hasBlock;
  }

  /** What was said outside of the code. */
  get words(): string {
    return this.answer.words;
  }

  /** Whether the answer is longer than any rewrite can be; nothing more is taken from it. */
  get hasRunAway(): boolean {
    return this.lines > mostLines;
  }

  /** Takes the next piece of the answer. */
  push(text: string): LineOp[] {
    return this.take(this.answer.push(text));
  }

  /** The answer is complete: its last line, and what is left of the old lines goes. Without code nothing happens. */
  end(): LineOp[] {
    const ops = this.take(this.answer.end());
    if (!this.hasCode) return ops;
    const last = this.partial.replaceAll('\r', '');
    this.partial = '';
    // Code that is there goes up to its last line, which an empty one is too; no code at all has no lines.
    const lines = this.answer.code === '' ? [] : [last + (breakLength(this.before) > 0 ? this.eol : '')];
    const styled = [...this.style.push(lines), ...this.style.end()];
    const rest = [...this.indent.push(styled), ...this.indent.end()];
    return [...ops, ...this.diff.push(rest), ...this.diff.end()];
  }

  private take(code: string): LineOp[] {
    if (this.hasRunAway || code === '') return [];
    const text = this.lines === 0 && this.partial === '' ? code.replace(/^\ufeff/, '') : code;
    const isWithinLine = !this.hasReturn && !/[\r\n]/.test(text);
    this.hasReturn = text.endsWith('\r');
    if (isWithinLine) {
      this.partial += text;
      return [];
    }
    // VS Code takes a lone carriage return for a line break; one at the end may be the first half of a pair.
    const parts = (this.partial + text).split(/\r\n|\n|\r(?!$)/);
    this.partial = parts.pop() ?? '';
    this.lines += parts.length;
    return this.diff.push(this.indent.push(this.style.push(parts.map(line => line + this.eol))));
  }
}
