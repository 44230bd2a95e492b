import assert from 'node:assert/strict';
import { splitLines } from '../../../src/diff/lines';
import { applyChange } from '../../../src/diff/review/applyChange';
import { rejectAll } from '../../../src/diff/review/decide';
import { finish } from '../../../src/diff/review/finish';
import { ReviewHistory } from '../../../src/diff/review/history';
import { paint } from '../../../src/diff/review/paint';
import { endOf, hunksOfReview, shownText, startReview, type Review } from '../../../src/diff/review/review';
import { StreamingDiff } from '../../../src/diff/streamingDiff';
import type { TextEdit } from '../../../src/diff/textEdit';
import { UndoStack } from './undoStack';

/** Steps of the user's own before the edit: undo must not take them. */
const stepsBefore = 1;

/** An edit in a document with an undo history, which is written and followed as the editor does. */
export class Undoing {
  review: Review;
  private readonly stack: UndoStack;
  private readonly history: ReviewHistory;
  private hasWritten = false;
  private isStreaming = true;
  private typed = 0;
  /** Typed while it streamed, and nothing of it was written since. */
  private sinceWritten = 0;
  /** Steps that have nothing to do with the streaming. */
  private others = 0;

  constructor(before: string, original: string, behind: string) {
    this.stack = new UndoStack(original + behind);
    this.stack.write([{ offset: 0, length: 0, text: before }], false);
    this.history = new ReviewHistory(({ start, end }) => this.document.slice(start, end));
    this.review = startReview(before.length, original);
    this.history.remember(this.review);
  }

  get document(): string {
    return this.stack.document;
  }

  /** What can be decided on. */
  get hunks(): string[] {
    return hunksOfReview(this.review).map(({ old, new: text }) => JSON.stringify([old, text]));
  }

  /**
   * How often the user has to undo until all is as it was: the edit is one step with what was typed elsewhere while it
   * was written; what was typed before and after is a step each.
   */
  get presses(): number {
    return this.others + this.sinceWritten + Number(this.hasWritten);
  }

  /** Nothing is left of what was written since the edit began. */
  get isBack(): boolean {
    return this.stack.steps === stepsBefore;
  }

  /** Streams a rewrite, so many lines at a time, again and again; `between` is called after each piece but the last. */
  stream(rewritten: string, count: number, between: (n: number) => void): void {
    const lines = splitLines(rewritten);
    const diff = new StreamingDiff(splitLines(this.review.pending));
    for (let n = 0; lines.length > count; n++) {
      this.write(paint(this.review, diff.push(lines.splice(0, count))), this.hasWritten);
      between(n);
    }
    this.write(paint(this.review, diff.push(lines)), this.hasWritten);
    this.write(paint(this.review, diff.end()), this.hasWritten);
    this.isStreaming = false;
    this.review = finish(this.review);
    this.history.remember(this.review);
  }

  /** Streams the first lines of a rewrite; the answer does not end. */
  streamFirst(rewritten: string): void {
    const diff = new StreamingDiff(splitLines(this.review.pending));
    this.write(paint(this.review, diff.push(splitLines(rewritten))), this.hasWritten);
  }

  /** Types a character of its own: in front of the region, or at the end of the document. */
  typeOutside(inFront: boolean): void {
    const text = String.fromCharCode(0xe000 + this.typed++);
    const change = { offset: inFront ? 0 : this.document.length, length: 0, text };
    this.stack.write([change], false);
    this.history.endWalk();
    this.review = applyChange(this.review, change).review;
    if (this.isStreaming && this.hasWritten) this.sinceWritten++;
    else this.others++;
    if (this.isStreaming) this.history.interleaved = true;
    else this.history.remember(this.review);
  }

  rejectAll(): void {
    const step = rejectAll(this.review);
    if (step.edits.length > 0) this.others++;
    this.stack.write(step.edits, false);
    this.review = step.review;
    this.history.remember(this.review);
  }

  /** What the user's key does, with the steps that are added to it. Returns whether there was anything to do. */
  press(kind: 'undo' | 'redo'): boolean {
    const before = this.document;
    let changes = this.stack[kind]();
    for (; changes; changes = this.stack[kind]()) {
      const step = this.history.follow(this.review, { kind, changes, isStreaming: this.isStreaming });
      if (step) this.review = step.review;
      // As in the editor: an undo that takes back what was written ends the answer.
      if (step && step.kind !== 'moved') this.isStreaming = false;
      if (!step) this.follow(changes);
      const region = this.document.slice(this.review.start, endOf(this.review));
      assert.equal(region, shownText(this.review), `the region after ${kind}`);
      if (step?.kind !== 'between') break;
    }
    return this.document !== before;
  }

  private follow(changes: readonly TextEdit[]): void {
    this.history.endWalk();
    this.review = changes.reduce((sum, change) => applyChange(sum, change).review, this.review);
    this.history.remember(this.review);
  }

  private write(
    { review, edits }: { readonly review: Review; readonly edits: readonly TextEdit[] },
    joins: boolean,
  ): void {
    this.stack.write(edits, joins);
    this.review = review;
    if (edits.length === 0) return;
    this.hasWritten = true;
    this.sinceWritten = 0;
  }
}
