import type { LineEnd } from '../common/lineEnd';
import type { AnswerThoughts } from '../common/answerThoughts';
import { markupLanguages, readsAsSentence, textLanguages } from '../common/sentence';
import { commentText, isCommentLine } from './commentLine';
import { IndentConverter } from './convertIndent';
import { editThoughts } from './editThoughts';
import { FencedCode } from './fencedCode';
import { HeadName } from './headName';
import { breakLength, hasWords, isWritten, splitLines } from './lines';
import { IndentRestorer } from './restoreIndent';
import { SharedNames } from './sharedNames';
import { StreamingDiff, type LineOp } from './streamingDiff';

/** What reads one answer. */
interface Readers {
  readonly answer: FencedCode;
  readonly diff: StreamingDiff;
  readonly style: IndentConverter;
  readonly indent: IndentRestorer;
  readonly names: SharedNames;
}

/** What asks for something to be taken away. */
const removal = /\b(?:delete|remove|drop|strip|clear|empty|replace)\b/i;

/** More lines than this are no rewrite of code a user selected: the answer has run away. */
const mostLines = 50_000;

/**
 * Turns the text of an answer, as it streams in, into operations on the lines that are being rewritten. Only whole
 * lines come out, with the line breaks of the document; the last one has a break exactly if the code before had one.
 * Indentation in the other style is converted (`IndentConverter`), and what the model left out of it comes back
 * (`IndentRestorer`). What a piece costs depends on its own length only.
 *
 * A block that begins with a sentence, where the code before has none and is no text, is talk: words that the model has
 * put into a fence, and not code. So is one of nothing but comments where there was code, unless that code stands in them or
 * something is to be removed: weak models give back the instruction like that. So is one that defines something else in the place of what was to be rewritten,
 * unless a new name is asked for (`HeadName`). And what shares no name with the code before does not take its place: what
 * is left of that stays.
 *
 * The model's thoughts are no part of it. Where it turns out that all that came was thought, the answer begins anew.
 */
export class RewriteStream {
  private readonly thoughts: AnswerThoughts;
  private readonly old: readonly string[];
  private readers: Readers;
  /** The beginning of a line of which the end is not there yet. */
  private partial = '';
  private lines = 0;
  /** Lines of the block that wait for the first one of code; undefined behind that. */
  private opening: string[] | undefined = [];
  /** A line of code is among them. */
  private hasBegun = false;
  private head: HeadName;
  private isTalk = false;
  private readonly mayBeTalk: boolean;
  private readonly mayBeComments: boolean;
  /** What may come back in comments, where it is commented out: lines of code without the white space around them. */
  private readonly oldCode: ReadonlySet<string>;
  /** Operations went out. */
  private hasSpoken = false;
  private isVoid = false;

  /**
   * @param before the lines to rewrite, as they stand in the document
   * @param eol the document's line break
   * @param languageId VS Code language id
   * @param instruction what the model was told to do
   */
  constructor(
    readonly before: string,
    private readonly eol: LineEnd,
    private readonly languageId = '',
    private readonly instruction = '',
  ) {
    this.thoughts = editThoughts(`${before}\n${instruction}`);
    this.old = splitLines(before);
    this.mayBeTalk =
      languageId !== '' &&
      ![...textLanguages, ...markupLanguages].includes(languageId) &&
      !this.old.some(readsAsSentence);
    const code = this.old.filter(line => isWritten(line) && !isCommentLine(line));
    this.mayBeComments = !this.mayBeTalk || code.length === 0 || removal.test(instruction);
    this.oldCode = new Set(code.filter(hasWords).map(line => line.trim()));
    this.head = new HeadName(this.old, instruction);
    this.readers = this.freshReaders();
  }

  /** What to send: the line break at the end stays here, since nobody knows whether a model gives it back. */
  get code(): string {
    return this.before.slice(0, this.before.length - breakLength(this.before));
  }

  /** Whether the answer has any code: one without is a refusal in words. */
  get hasCode(): boolean {
    return this.readers.answer.hasBlock && !this.isTalk;
  }

  /** What was said outside of the code. */
  get words(): string {
    const { words, code } = this.readers.answer;
    return this.isTalk ? `${words}\n${code}`.trim() : words;
  }

  /** Whether it has no code because what came defines something else. */
  get isOther(): boolean {
    return this.isTalk && this.head.isMissing;
  }

  /** Whether the model's thoughts came with the answer. */
  get hasThoughts(): boolean {
    return this.thoughts.any;
  }

  /** Whether the answer is longer than any rewrite can be; nothing more is taken from it. */
  get hasRunAway(): boolean {
    return this.lines > mostLines;
  }

  /** Whether what had gone out before the last push is void, since it was thought. Asked once after each push. */
  get tookBack(): boolean {
    return this.isVoid;
  }

  /** Takes the next piece of the answer. */
  push(text: string): LineOp[] {
    const piece = this.thoughts.take(text);
    this.isVoid = piece.anew && this.hasSpoken;
    if (piece.anew) this.beginAnew();
    const ops = this.take(this.readers.answer.push(piece.text));
    if (ops.length > 0) this.hasSpoken = true;
    return ops;
  }

  /** The answer is complete: its last line, and what is left of the old lines goes. Without code nothing happens. */
  end(): LineOp[] {
    const held = this.take(this.readers.answer.push(this.thoughts.end()));
    const ops = [...held, ...this.take(this.readers.answer.end())];
    if (!this.hasCode) return ops;
    const partial = this.partial.replaceAll('\r', '');
    if (this.endsInTalk(partial)) {
      this.isTalk = true;
      return ops;
    }
    const ending = partial + (breakLength(this.before) > 0 ? this.eol : '');
    // Code that is there goes up to its last line, which an empty one is too; no code at all has no lines.
    const blank = (this.opening ?? []).map(line => line + this.eol);
    const lines = this.readers.answer.code === '' ? [] : [...blank, ending];
    const styled = [...this.readers.style.push(lines), ...this.readers.style.end()];
    const rest = [...this.readers.indent.push(styled), ...this.readers.indent.end()];
    const last = this.readers.diff.push(rest);
    return [...ops, ...last, ...this.ending(rest)];
  }

  /** What is left of the old lines goes, but for those of code that the answer has nothing to do with. */
  private ending(lines: readonly string[]): LineOp[] {
    const { diff, names } = this.readers;
    names.take(lines);
    return names.any || this.mayBeComments ? diff.end() : [{ kind: 'keep', lines: diff.rest }];
  }

  private beginAnew(): void {
    this.readers = this.freshReaders();
    this.partial = '';
    this.lines = 0;
    this.opening = [];
    this.hasBegun = false;
    this.head = new HeadName(this.old, this.instruction);
    this.isTalk = false;
    this.hasSpoken = false;
  }

  private freshReaders(): Readers {
    const { old } = this;
    return {
      answer: new FencedCode(this.before),
      diff: new StreamingDiff(old),
      style: new IndentConverter(old, this.languageId === 'makefile'),
      indent: new IndentRestorer(old),
      names: new SharedNames(this.before),
    };
  }

  private take(code: string): LineOp[] {
    if (this.hasRunAway) return [];
    // Only the first piece has nothing before it: a line break goes out with what follows it.
    const text = this.partial === '' ? code.replace(/^\ufeff/, '') : code;
    if (!/[\r\n]/.test(text)) {
      this.partial += text;
      return [];
    }
    // VS Code takes a lone carriage return for a line break. One at the end waits: what comes next begins with another one.
    const parts = (this.partial + text).split(/\r\n|\n|\r(?!$)/);
    this.partial = parts.pop() ?? '';
    this.lines += parts.length;
    const lines = this.codeIn(parts).map(line => line + this.eol);
    this.readers.names.take(lines);
    return this.readers.diff.push(this.readers.indent.push(this.readers.style.push(lines)));
  }

  /** The lines that go out: none before one is there that is code, none of talk, and none of something else's definition. */
  private codeIn(lines: readonly string[]): readonly string[] {
    if (this.isTalk) return [];
    const { opening } = this;
    if (opening === undefined) return lines;
    for (const line of lines) opening.push(line);
    const at = this.hasBegun ? 0 : lines.findIndex(line => this.isCode(line));
    if (at < 0) return [];
    this.isTalk = !this.hasBegun && this.mayBeTalk && readsAsSentence(lines[at] ?? '');
    this.hasBegun = true;
    this.head.take(lines.slice(at));
    if (!this.isTalk && this.head.isMissing) return [];
    this.opening = undefined;
    return this.isTalk ? [] : opening;
  }

  /** Whether a block of which nothing has gone out, and of which this line comes last, is talk. */
  private endsInTalk(last: string): boolean {
    if (!this.hasBegun) {
      if (this.mayBeTalk && readsAsSentence(last)) return true;
      if (!this.isCode(last)) return [...(this.opening ?? []), last].some(isWritten);
    }
    this.head.take([last]);
    return this.head.isMissing;
  }

  private isCode(line: string): boolean {
    if (this.mayBeComments || !isCommentLine(line)) return isWritten(line);
    return this.oldCode.has(commentText(line));
  }
}
