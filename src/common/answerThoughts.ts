import {
  isQuoted,
  longestThoughtTag,
  mayEndThoughts,
  openedThoughts,
  thoughtTags,
  type ThoughtTag,
} from './thoughtTags';

/** How an answer is told from thoughts. */
export interface AnswerForm {
  /** How an answer begins that has the form it was asked for in. Tested without leading white space. */
  readonly begins: RegExp;
  /** The same behind thoughts, where a few words may come first. */
  readonly follows: RegExp;
  /** Whether an answer may do without that form, so that its first characters may be anything. */
  readonly mayBeBare: boolean;
  /** Whether tags may well stand in the answer itself: because they do in what it is about, or it is never thought about. */
  readonly mayHoldTags: boolean;
}

/** What a piece of an answer brings. */
export interface AnswerPiece {
  /** Everything that came before was thought and no part of the answer. */
  readonly anew: boolean;
  readonly text: string;
}

/** So much text is looked at for how an answer begins, and for its form behind a tag, in UTF-16 code units. */
const formUnits = 600;
/** So much of the text so far is remembered: the line on which a tag stands, UTF-16 code units. */
const recentUnits = 600;
/** Most text that is kept while it may be thoughts or an answer, in UTF-16 code units. */
const mostKept = 1024 * 1024;
/** An answer that takes itself back more often is read as it is. */
const mostAnew = 16;

/**
 * Takes the thoughts out of an answer while it streams in: between tags at its beginning, and before a closing tag that
 * nothing opened, where the model's template has written the opening one. The latter show only when they are over, so
 * what was handed on is taken back then.
 *
 * A closing tag belongs to the answer where it is quoted, and where it was opened in the answer. Where the code that the
 * answer is about holds such tags, and where the answer began in its form, it ends thoughts only if the answer in its
 * form comes right behind it. Each character is looked at a bounded number of times.
 */
export class AnswerThoughts {
  /** Text that has not been handed on: the first of an answer, or thoughts that may yet be the answer. */
  private held = '';
  private state: 'start' | 'thinking' | 'text' = 'start';
  private closing: RegExp | undefined;
  /** White space is what parts the thoughts from the answer. */
  private isBehind = false;
  /** How the answer begins. */
  private head = '';
  /** The end of the text so far, and how much of it was searched for tags. */
  private recent = '';
  private searched = 0;
  /** How many tags of the answer itself are open. */
  private depth = 0;
  /** What came behind a tag that may have ended thoughts. */
  private behind: string | undefined;
  private timesAnew = 0;
  private found = false;

  constructor(private readonly form: AnswerForm) {}

  /** Whether there were thoughts. */
  get any(): boolean {
    return this.found || this.state === 'thinking';
  }

  /** Takes the next piece of the answer. */
  take(piece: string): AnswerPiece {
    if (this.state !== 'text') return this.begin(piece);
    this.recent += piece;
    if (this.head.length < formUnits) this.head = (this.head + piece).trimStart().slice(0, formUnits);
    if (this.behind !== undefined) this.behind += piece;
    const behind = (mayEndThoughts(piece) ? this.search() : undefined) ?? this.answerBehind(0);
    if (behind !== undefined) return this.anew(behind);
    if (this.behind !== undefined && this.behind.length > formUnits) this.behind = undefined;
    const rest = Math.max(0, this.recent.length - recentUnits);
    // Looked at from its end only, so it may grow for a while.
    if (rest > recentUnits) {
      this.recent = this.recent.slice(rest);
      this.searched = Math.max(0, this.searched - rest);
    }
    return { anew: false, text: piece };
  }

  /** The answer is over: what was held back. */
  end(): string {
    const { held, state } = this;
    this.held = '';
    const isAnswer = state === 'start' ? !(this.isBehind && held.trim() === '') : this.isDoubtful;
    if (!isAnswer || held === '') return '';
    return this.write(this.isBehind ? withoutBlankLines(held) : held).text;
  }

  /** Whether a tag at the very beginning may be the answer itself. */
  private get isDoubtful(): boolean {
    return this.state === 'thinking' && this.form.mayBeBare && this.form.mayHoldTags;
  }

  private begin(piece: string): AnswerPiece {
    const nothing = { anew: false, text: '' };
    this.held += piece;
    if (this.state === 'start') {
      const start = this.held.trimStart();
      if (start === '') return nothing;
      const opened = openedThoughts(start);
      if (opened === 'maybe') return nothing;
      if (!opened) return this.write(this.isBehind ? withoutBlankLines(this.held) : this.held);
      this.state = 'thinking';
      this.closing = opened.closing;
      this.searched = this.held.length - start.length + opened.length;
    }
    return this.think() ?? nothing;
  }

  /** Looks for the end of thoughts that were opened. */
  private think(): AnswerPiece | undefined {
    const { held, closing } = this;
    const at = held.slice(this.searched);
    const found = closing?.exec(at);
    if (!found) {
      this.searched = Math.max(this.searched, held.length - longestThoughtTag);
      if (!this.isDoubtful) {
        this.held = held.slice(this.searched);
        this.searched = 0;
      } else if (held.length > mostKept) return this.write(held);
      return undefined;
    }
    const rest = at.slice(found.index + found[0].length);
    if (this.isDoubtful && !this.form.follows.test(rest.trimStart())) {
      return rest.length > formUnits ? this.write(held) : undefined;
    }
    return this.next(rest);
  }

  /** Thoughts are over; what is behind them may be the answer or more of them. */
  private next(rest: string): AnswerPiece {
    this.found = true;
    this.state = 'start';
    this.isBehind = true;
    this.held = '';
    this.searched = 0;
    this.closing = undefined;
    return this.begin(rest);
  }

  /** Takes back what was handed on. */
  private anew(rest: string): AnswerPiece {
    this.timesAnew++;
    this.head = '';
    this.recent = '';
    this.depth = 0;
    this.behind = undefined;
    return { ...this.next(rest), anew: true };
  }

  private write(text: string): AnswerPiece {
    this.state = 'text';
    this.held = '';
    this.searched = 0;
    return this.take(text);
  }

  /** Reads the tags that have come. Returns what is behind one that ends thoughts for certain. */
  private search(): string | undefined {
    const { recent } = this;
    for (const tag of thoughtTags(recent, this.searched)) {
      // Before it is known whether that one ends thoughts too, as where the text comes character by character.
      const behind = this.answerBehind(recent.length - tag.start);
      if (behind !== undefined) return behind;
      this.searched = tag.end;
      if (this.endsThoughts(tag)) return recent.slice(tag.end);
    }
    this.searched = Math.max(this.searched, recent.length - longestThoughtTag);
    return undefined;
  }

  private endsThoughts({ kind, start, end }: ThoughtTag): boolean {
    const { recent, form } = this;
    if (isQuoted(recent, start) || this.timesAnew >= mostAnew) return false;
    if (kind === 'opening') {
      this.depth++;
      return false;
    }
    const isOpen = this.depth > 0;
    if (isOpen) this.depth--;
    const isInForm = form.begins.test(this.head);
    if (!isOpen && !form.mayHoldTags && !isInForm) return true;
    if (isInForm && (isOpen || form.mayHoldTags)) return false;
    this.behind = recent.slice(end);
    return false;
  }

  /** What is behind the last tag that may have ended thoughts, if the answer is in it already without so many characters at its end. */
  private answerBehind(without: number): string | undefined {
    const { behind } = this;
    if (behind === undefined) return undefined;
    return this.form.follows.test(behind.slice(0, behind.length - without).trimStart()) ? behind : undefined;
  }
}

/** The blank lines between thoughts and answer belong to neither; the indentation of its first line is the answer's. */
function withoutBlankLines(text: string): string {
  const lines = /^(?:[ \t]*\r?\n)+/.exec(text)?.[0].length;
  return lines === undefined ? text.trimStart() : text.slice(lines);
}
