import {
  isQuoted,
  longestThoughtTag,
  mayEndThoughts,
  openedThoughts,
  thoughtTags,
  type ThoughtTag,
} from '../../../../common/thoughtTags';
import type { Notes } from '../../lessons';

/**
 * What stands behind a tag that ends thoughts, where nobody has said yet that this model thinks so: the end of the line,
 * or the answer. With blanks or marks behind it, it is spoken of.
 */
const clearlyBehind = /^(?:[ \t]*\r?\n|[^\s'"\x60.,;:!?)\]])/;

/** Models that are made to think, by their names, and not those that are made not to. */
const thinkers =
  /^(?!.*no[nt]?[-_ ]?(?:think|reason)).*(?:(^|[^a-z])(r1|qwq|reasoner|magistral)([^a-z]|$)|think(ing|er)?([^a-z]|$)|reasoning)/i;

/** The model's answers begin with thoughts that no tag opens. */
const thinksFirst = 'thinks without an opening tag';
/** A model that is called a thinker gives plain answers here. */
const answersPlainly = 'answers without thoughts';

/** So much of the text so far is remembered: the line on which a tag stands, in UTF-16 code units. */
const recentUnits = 400;

/** The text so far is cut back to that when it has this many. */
const mostTail = 1024;

/** Most text that is held back for a closing tag, in code units; beyond, it is thoughts. */
const mostHeld = 1024 * 1024;

/**
 * Takes the thoughts out of an answer, as models write them whose server does not part them: between tags at its
 * beginning, or before a closing tag alone, where the chat template has written the opening one. Text is held back
 * while it may yet be the beginning of a tag. All of it is held back for a model that has shown, or whose name says,
 * that it thinks without an opening tag, until the thoughts are over.
 */
export class ThoughtFilter {
  private readonly notes: Notes | undefined;
  /** Whether all is held back until the thoughts are over. */
  private holds: boolean;
  private state: 'start' | 'held' | 'thinking' | 'after' | 'text' = 'start';
  private held = '';
  private closing: RegExp | undefined;
  /** The end of the text so far, in which a closing tag may have begun. */
  private tail = '';
  /** The text so far ends with what may be the end of a tag, and with blanks behind it perhaps. */
  private mayHaveEnded = false;
  /** An opening tag stands in the text, so that a closing one is no end of thoughts. */
  private hasOpening = false;

  /** @param notes what is known of the model; without any it may be one that thinks, and all is held back */
  constructor(notes?: Notes) {
    this.notes = notes;
    this.holds =
      !notes || notes.has(thinksFirst) || (thinkers.test(notes.model) && !notes.has(answersPlainly));
  }

  /** Whether thoughts were opened that have not ended. */
  get open(): boolean {
    return this.state === 'thinking';
  }

  /** The server parts the thoughts by itself, so what comes is the answer. Returns what was held back. */
  parted(): string {
    this.holds = false;
    return this.state === 'held' ? this.pass(this.held) : '';
  }

  /** The part of the answer in the next piece of text. */
  take(text: string): string {
    if (this.state === 'text') return this.watched(text);
    this.held += text;
    if (this.state === 'start') {
      const start = this.held.trimStart();
      const opened = start === '' ? 'maybe' : openedThoughts(start);
      if (opened === 'maybe') return '';
      if (opened) {
        this.state = 'thinking';
        this.closing = opened.closing;
        this.held = start.slice(opened.length);
      } else if (this.holds) this.state = 'held';
      else return this.pass(this.held);
    }
    if (this.state === 'held') return this.untilLone(text.length);
    if (this.state === 'thinking') {
      const end = this.closing?.exec(this.held);
      if (!end) {
        this.held = this.held.slice(-longestThoughtTag);
        return '';
      }
      this.state = 'after';
      this.held = this.held.slice(end.index + end[0].length);
    }
    // The blank lines between the thoughts and the answer belong to neither.
    const answer = this.held.trimStart();
    return answer === '' ? '' : this.pass(answer);
  }

  /** What was held back when the answer is over. `natural`: it ended by itself, and was not cut. */
  rest(natural = true): string {
    const held = this.held;
    this.held = '';
    if (this.state === 'start') return held;
    // Cut off before the thoughts were over, it is all thoughts.
    if (this.state !== 'held' || !natural) return '';
    if (!this.notes?.has(thinksFirst)) this.notes?.learn(answersPlainly);
    return held;
  }

  private untilLone(added: number): string {
    const from = Math.max(0, this.held.length - added - longestThoughtTag);
    const found = [...thoughtTags(this.held, from)].find(tag => isLoneClosing(this.held, tag));
    if (!found) {
      if (this.held.length > mostHeld) this.held = this.held.slice(-recentUnits);
      return '';
    }
    this.notes?.learn(thinksFirst);
    this.held = this.held.slice(found.end);
    this.state = 'after';
    return this.take('');
  }

  /** Text that is handed on as it comes, unless it turns out to have been thoughts: too late for this answer. */
  private watched(text: string): string {
    const before = this.tail;
    this.tail += text;
    // Not with every piece: the text of an answer is put together from many.
    if (this.tail.length > mostTail) this.tail = this.tail.slice(-recentUnits);
    const mayEnd = this.mayHaveEnded || mayEndThoughts(text);
    this.mayHaveEnded = /\S/.test(text) ? /[>\]\u25b7]\s*$/.test(text) : this.mayHaveEnded;
    if (this.hasOpening || !mayEnd) return text;
    const recent = before.slice(-recentUnits);
    const known = recent.length;
    const all = recent + text;
    for (const tag of thoughtTags(all, Math.max(0, known - longestThoughtTag - 8))) {
      if (tag.kind === 'opening' && !isQuoted(all, tag.start)) this.hasOpening = true;
      if (this.hasOpening) break;
      if (isLoneClosing(all, tag) && clearlyBehind.test(all.slice(tag.end))) this.notes?.learn(thinksFirst);
    }
    return text;
  }

  private pass(text: string): string {
    this.state = 'text';
    this.held = '';
    return this.watched(text);
  }
}

/** The end of thoughts whose beginning the chat template wrote; not one that is quoted. */
function isLoneClosing(text: string, { kind, start }: ThoughtTag): boolean {
  return kind === 'closing' && !isQuoted(text, start);
}
