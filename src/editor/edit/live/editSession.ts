import * as vscode from 'vscode';
import type { Clock } from '../../../common/clock';
import type { Disposable } from '../../../common/disposable';
import { t } from '../../../common/l10n';
import { changedSpan } from '../../../diff/changedSpan';
import { accept, acceptAll, reject, rejectAll, type Rejection } from '../../../diff/review/decide';
import { finish, remaining, restart } from '../../../diff/review/finish';
import { operationsFor, paint } from '../../../diff/review/paint';
import { endOf, isAhead, shownText, type Review, type Step } from '../../../diff/review/review';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TextEdit } from '../../../diff/textEdit';
import { displayPath, documentLineEnd } from '../../document/documentSnapshot';
import type { AnswerSource, Outcome } from '../answers/answer';
import { AnswerBuffer } from './answerBuffer';
import type { DocumentWriter } from './documentWriter';
import { afterEvent, beginning, type EditEvent, type EditPhase, type EditState } from './editState';
import { PacedLoop } from './pacedLoop';
import { ReviewedRegion, type WrittenStep } from './reviewedRegion';
import { isBelowTop } from './stillView';
import { mostEdits } from './writableDocument';

/** What is asked for. */
export interface EditTask {
  /** What the user sees while it runs, such as `Optimizing`. */
  readonly title: string;
  /** For the model; empty means "optimise". */
  readonly instruction: string;
  /** Whoever began it tells the user how it ended. */
  readonly isToldElsewhere?: boolean;
  /** Several files are edited together: one without changes is nothing to tell. */
  readonly isSet?: boolean;
}

/** What an edit works with; all of it outlives the edit. */
export interface EditParts {
  readonly document: vscode.TextDocument;
  readonly writer: DocumentWriter;
  readonly source: AnswerSource;
  readonly clock: Clock;
  /** Something a user can see has changed. */
  readonly onDidChange: (edit: EditSession) => void;
  /** An answer has ended. */
  readonly onDidEnd: (edit: EditSession, outcome: Outcome) => void;
  /** A batch was written: the other edits of the document move. */
  readonly onDidWrite: (edit: EditSession, edits: readonly TextEdit[]) => void;
}

/** One edit of one region of a document, from the request to the last decision. The registry owns it. */
export class EditSession implements Disposable {
  private state: EditState = beginning;
  private readonly region: ReviewedRegion;
  private readonly buffer: AnswerBuffer;
  private readonly painting: PacedLoop;
  private readonly instructions: string[];

  /**
   * Asks at once.
   * @param id unique in the window
   */
  constructor(
    readonly id: number,
    region: OffsetRange,
    readonly task: EditTask,
    private readonly parts: EditParts,
  ) {
    const { document, writer, source, clock } = parts;
    this.region = new ReviewedRegion(region, {
      document,
      writer,
      onDidWrite: edits => {
        if (edits.length > 0) this.move({ kind: 'written' });
        parts.onDidWrite(this, edits);
        parts.onDidChange(this);
      },
    });
    this.buffer = new AnswerBuffer({
      source,
      clock,
      onDidArrive: () => this.poke(),
      startOver: async () => {
        await writer.idle();
        this.move({ kind: 'startOver' });
        return restart(this.review).review.pending;
      },
    });
    this.painting = new PacedLoop(clock, {
      wants: () => this.buffer.waiting.length > 0 && this.mayPaint,
      step: () => this.write(() => this.nextStep()),
      rest: failed => this.painted(failed),
    });
    this.instructions = task.instruction === '' ? [] : [task.instruction];
    this.ask(false);
  }

  get phase(): EditPhase {
    return this.state.kind;
  }

  get document(): vscode.TextDocument {
    return this.parts.document;
  }

  /** The region as it stands in the document: in step with it, except while a batch is on its way. */
  get review(): Review {
    return this.region.review;
  }

  get openHunks(): number {
    return this.region.openHunks;
  }

  /** What it was told to do instead, the latest last. */
  get redirects(): readonly string[] {
    return this.task.instruction === '' ? this.instructions : this.instructions.slice(1);
  }

  /** Follows changes that this edit did not make, in the order of the event. */
  changed(changes: readonly TextEdit[], reason?: vscode.TextDocumentChangeReason): void {
    if (this.phase === 'ended') return;
    if (reason !== undefined && this.followHistory(changes, reason)) return;
    const met = this.region.follow(changes);
    if (met === 'gone') return this.phase === 'streaming' ? this.finish({ kind: 'stopped' }) : this.settle();
    if (this.phase === 'streaming') this.region.interleave();
    else this.region.remember();
    if (met === 'outside') return;
    if (this.phase === 'streaming' && (met === 'pending' || this.startsOver)) this.askAfterPause();
    this.parts.onDidChange(this);
  }

  /** Another edit of the same document has written. */
  movedBy(edits: readonly TextEdit[]): void {
    this.region.followBatch(edits);
    if (this.phase === 'streaming') this.region.interleave();
    else this.region.remember();
  }

  /** Resolves when nothing of it is on its way into the document. */
  async written(): Promise<void> {
    await this.parts.writer.idle();
  }

  /** There may be something to paint: more has arrived, or the editor has become visible. */
  poke(): void {
    void this.painting.poke();
  }

  accept(id: number): void {
    this.accepted(accept(this.review, id));
  }

  acceptAll(): void {
    this.accepted(acceptAll(this.review));
  }

  /** Puts the old side of a hunk back; resolves to what was held back because the user edited it. */
  async reject(id: number, evenEdited = false): Promise<readonly number[]> {
    return this.rejectBy(review => reject(review, id, { evenEdited }));
  }

  async rejectAll(evenEdited = false): Promise<readonly number[]> {
    return this.rejectBy(review => rejectAll(review, { evenEdited, most: mostEdits(this.document) }));
  }

  /** Goes on from a new instruction, while it streams or afterwards. Accepted hunks and what was typed stay. */
  async redirect(instruction: string): Promise<void> {
    if (this.phase === 'ended') return;
    this.instructions.push(instruction);
    const before = restart(this.review).review.pending;
    if (this.buffer.before === before && this.buffer.steer(instruction)) this.parts.onDidChange(this);
    else await this.askAgain(true);
  }

  /** Asks for the same once more. Accepted hunks and what was typed stay. */
  async retry(): Promise<void> {
    await this.askAgain(true);
  }

  /** Ends the answer; what is there stays as a diff. */
  async stop(): Promise<void> {
    if (this.phase !== 'streaming') return;
    this.buffer.drop();
    await this.parts.writer.idle();
    if (this.phase === 'streaming' && !this.buffer.isOn) this.finish({ kind: 'stopped' });
  }

  /** Puts the region back to what it was, for a save while it streams. Paired with `release`. */
  async hold(): Promise<void> {
    if (this.phase !== 'streaming') return;
    this.move({ kind: 'hold' });
    this.region.interleave();
    this.buffer.hold();
    await this.write(() => {
      const some = rejectAll(this.review, { most: mostEdits(this.document) });
      return some.more ? some : restart(this.review);
    });
    if (this.buffer.isOn && this.review.pending !== this.buffer.before) this.askAfterPause();
  }

  /** The save is over: what was painted comes back, or is asked for again if the text is another one now. */
  release(): void {
    if (!this.isHeld) return;
    this.move({ kind: 'release' });
    this.buffer.again();
    this.poke();
  }

  dispose(): void {
    this.move({ kind: 'end' });
    this.buffer.dispose();
  }

  /** What is painted is taken back together with the first lines of the new answer. */
  private get startsOver(): boolean {
    return this.state.kind === 'streaming' && this.state.startsOver;
  }

  /** A save is going on. */
  private get isHeld(): boolean {
    return this.state.kind !== 'ended' && this.state.isHeld;
  }

  /**
   * An edit that is above everything in sight is painted in one piece, once it is over: nothing in sight moves
   * meanwhile. One of which the end is in sight is painted as it comes.
   */
  private get mayPaint(): boolean {
    if (this.isHeld) return false;
    const end = this.document.positionAt(endOf(this.review)).line;
    return this.buffer.outcome !== undefined || isBelowTop(this.document, end);
  }

  private ask(startsOver: boolean): void {
    const { done, rest } = startsOver
      ? { done: '', rest: restart(this.review).review.pending }
      : remaining(this.review);
    const { document } = this;
    this.show({ kind: 'ask', startsOver });
    const isAsked = this.buffer.ask({
      path: displayPath(document.uri),
      languageId: document.languageId,
      instruction: this.instructions.join('\n'),
      before: rest,
      done,
      eol: documentLineEnd(document),
    });
    if (isAsked) return;
    this.finish({ kind: 'failed', message: t('The endpoint settings of Codex Spark cannot be used.') });
  }

  private async askAgain(startsOver: boolean): Promise<void> {
    if (this.phase === 'ended') return;
    this.buffer.drop();
    this.show({ kind: 'want' });
    await this.parts.writer.idle();
    // Something else may have begun in the meantime.
    if (this.buffer.isOn || this.phase !== 'streaming') return;
    this.ask(startsOver);
  }

  /** The user types where the answer has not been yet: the rest is asked for from what then stands there. */
  private askAfterPause(): void {
    this.buffer.dropUntilPause(() => {
      void this.askAgain(this.startsOver || this.buffer.isWhole || isAhead(this.review));
    });
  }

  /** What waits to be painted, as one step; no more than may be written at once. */
  private nextStep(): WrittenStep | undefined {
    const { waiting } = this.buffer;
    const count = this.startsOver ? waiting.length : operationsFor(waiting, mostEdits(this.document));
    if (count === 0 || this.isHeld) return undefined;
    const written = (): void => {
      this.buffer.painted(count);
      this.move({ kind: 'painted' });
    };
    if (!this.startsOver) return { ...paint(this.review, waiting.slice(0, count)), written };
    const { review } = paint(restart(this.review).review, waiting);
    const span = changedSpan(shownText(this.review), shownText(review), review.start);
    return { review, edits: span ? [span] : [], written };
  }

  private painted(failed: boolean): void {
    if (this.phase !== 'streaming') return;
    const { outcome, waiting } = this.buffer;
    if (failed) this.finish({ kind: 'failed', message: t('The document cannot be changed.') });
    else if (outcome && waiting.length === 0 && !this.isHeld) this.finish(outcome);
  }

  /** Writes steps; they join the step of undo of what the answer has written so far, unless told otherwise. */
  private write(make: () => WrittenStep | undefined, isAlone = false): Promise<boolean> {
    const joins = !isAlone && this.state.kind === 'streaming' && this.state.hasWritten;
    return this.region.write(() => (this.phase === 'ended' ? undefined : make()), joins);
  }

  private finish(outcome: Outcome): void {
    this.settle(finish(this.review));
    this.parts.onDidEnd(this, outcome);
  }

  /** Nothing streams any more. */
  private settle(review = this.review): void {
    this.region.become(review);
    this.region.remember();
    this.show({ kind: 'rest', hasOpenHunks: this.openHunks > 0 });
  }

  private accepted({ review }: Step): void {
    this.region.accept(review);
    this.decided();
  }

  private async rejectBy(decide: (review: Review) => Rejection): Promise<readonly number[]> {
    let held: readonly number[] = [];
    await this.write(() => {
      const rejection = decide(this.review);
      held = rejection.held;
      return rejection;
    }, true);
    this.decided();
    return held;
  }

  private decided(): void {
    if (this.phase === 'ended') return;
    if (this.phase !== 'streaming') return this.settle();
    // An answer that starts over was asked for a text without what has just been accepted.
    if (this.startsOver && this.buffer.isOn && restart(this.review).review.pending !== this.buffer.before)
      this.askAfterPause();
    this.parts.onDidChange(this);
  }

  /** The only way from state to state: see `editState.ts`. */
  private move(event: EditEvent): void {
    const { phase } = this;
    this.state = afterEvent(this.state, event);
    if (phase === 'streaming' && this.phase !== 'streaming') this.buffer.drop();
  }

  /** A move that a user can see. */
  private show(event: EditEvent): void {
    this.move(event);
    this.parts.onDidChange(this);
  }

  /** Follows one undo or redo. Returns whether that was all there is to do. */
  private followHistory(changes: readonly TextEdit[], reason: vscode.TextDocumentChangeReason): boolean {
    const kind = this.region.followHistory(changes, reason, this.phase === 'streaming');
    if (kind === undefined || kind === 'moved') return kind !== undefined;
    this.show({ kind: 'rest', hasOpenHunks: kind === 'resting' && this.openHunks > 0 });
    if (kind === 'between' && vscode.window.activeTextEditor?.document === this.document) {
      const undo = reason === vscode.TextDocumentChangeReason.Undo;
      void vscode.commands.executeCommand(undo ? 'undo' : 'redo');
    }
    return true;
  }
}
