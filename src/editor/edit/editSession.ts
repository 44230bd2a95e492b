import * as vscode from 'vscode';
import { sleep, type Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { changedSpan } from '../../diff/changedSpan';
import type { LineEnd } from '../../diff/lines';
import { applyChange, type Touched } from '../../diff/review/applyChange';
import { accept, acceptAll, reject, rejectAll, type Rejection } from '../../diff/review/decide';
import { finish, remaining, restart } from '../../diff/review/finish';
import { paint } from '../../diff/review/paint';
import type { Stretch } from '../../diff/review/restingStates';
import { endOf, shownText, startReview, type Review, type Step } from '../../diff/review/review';
import type { LineOp } from '../../diff/streamingDiff';
import type { TextEdit } from '../../diff/textEdit';
import { displayPath } from '../documentSnapshot';
import type { Answer, AnswerSource, Outcome } from './answer';
import type { Batch, DocumentWriter } from './documentWriter';
import { EditHistory } from './editHistory';
import { readStretch } from './stretch';

/** Batches follow each other no faster than frames, in ms. */
const frameMs = 16;

/** A pause in the typing after which the rest is asked for again, in ms. */
const pauseMs = 600;

/**
 * - `streaming`: an answer is on its way, or waited for
 * - `review`: it is there; hunks wait for a decision
 * - `settled`: nothing is open; kept because undo may open it again
 * - `ended`: the text it was about is gone
 */
export type EditPhase = 'streaming' | 'review' | 'settled' | 'ended';

/** What is asked for. */
export interface EditTask {
  /** What the person sees while it runs, such as `Optimizing`. */
  readonly title: string;
  /** For the model; empty means "optimise". */
  readonly instruction: string;
  /** Whoever began it tells the person how it ended. */
  readonly isToldElsewhere?: boolean;
}

/** What an edit works with; all of it outlives the edit. */
export interface EditParts {
  readonly document: vscode.TextDocument;
  readonly writer: DocumentWriter;
  readonly source: AnswerSource;
  readonly clock: Clock;
  /** Something a person can see has changed. */
  readonly onDidChange: (edit: EditSession) => void;
  /** An answer has ended. */
  readonly onDidEnd: (edit: EditSession, outcome: Outcome) => void;
  /** A batch was written: the other edits of the document move. */
  readonly onDidWrite: (edit: EditSession, edits: readonly TextEdit[]) => void;
}

/** A step on its way into the document. */
interface WrittenStep extends Step {
  /** Called once it stands there. */
  readonly written?: () => void;
}

/** One edit of one region of a document, from the request to the last decision. The registry owns it. */
export class EditSession implements Disposable {
  phase: EditPhase = 'streaming';
  private state: Review;
  private readonly history: EditHistory;
  private readonly instructions: string[];
  private answer: Answer | undefined;
  /** How the answer ended, while there is still something to write. */
  private outcome: Outcome | undefined;
  private ops: LineOp[] = [];
  /** What is painted is taken back together with the first lines of the new answer. */
  private startsOver = false;
  /** A save is going on: nothing is painted. */
  private held = false;
  private hasWritten = false;
  private pumping = false;
  private lastFrame = -Infinity;
  private pause: Disposable | undefined;

  /**
   * Asks at once.
   * @param id unique in the window
   */
  constructor(
    readonly id: number,
    region: Stretch,
    readonly task: EditTask,
    private readonly parts: EditParts,
  ) {
    this.state = startReview(region.start, readStretch(parts.document, region));
    this.history = new EditHistory(parts.document);
    this.instructions = task.instruction === '' ? [] : [task.instruction];
    this.history.remember(this.state);
    this.ask();
  }

  get document(): vscode.TextDocument {
    return this.parts.document;
  }

  /** The region as it stands in the document: in step with it, except while a batch is on its way. */
  get review(): Review {
    return this.state;
  }

  get openHunks(): number {
    return this.state.segments.reduce((sum, { kind }) => sum + (kind === 'hunk' ? 1 : 0), 0);
  }

  /** Follows changes that this edit did not make, in the order of the event. */
  changed(changes: readonly TextEdit[], reason?: vscode.TextDocumentChangeReason): void {
    if (this.phase === 'ended') return;
    if (reason !== undefined && this.followHistory(changes, reason)) return;
    let touched: Touched = 'outside';
    for (const change of changes) {
      if (covers(change, this.state)) return this.endWith('ended');
      const next = applyChange(this.state, change);
      this.state = next.review;
      if (next.touched === 'pending' || touched === 'outside') touched = next.touched;
    }
    if (this.phase === 'streaming') this.history.interleaved = true;
    if (touched === 'outside') return;
    if (this.phase !== 'streaming') this.history.remember(this.state);
    else if (touched === 'pending' || this.startsOver) this.askAfterPause();
    this.parts.onDidChange(this);
  }

  /** Another edit of the same document has written. */
  movedBy(edits: readonly TextEdit[]): void {
    for (const edit of [...edits].reverse()) this.state = applyChange(this.state, edit).review;
    if (this.phase === 'streaming') this.history.interleaved = true;
  }

  /** The editor has become visible, or what held the painting back is over. */
  poke(): void {
    void this.pump();
  }

  accept(id: number): void {
    this.decided(accept(this.state, id));
  }

  acceptAll(): void {
    this.decided(acceptAll(this.state));
  }

  /** Puts the old side of a hunk back; resolves to what was held back because the person edited it. */
  async reject(id: number, evenEdited = false): Promise<readonly number[]> {
    return this.rejectBy(review => reject(review, id, { evenEdited }));
  }

  async rejectAll(evenEdited = false): Promise<readonly number[]> {
    return this.rejectBy(review => rejectAll(review, { evenEdited }));
  }

  /** Goes on from a new instruction, while it streams or afterwards. Accepted hunks and what was typed stay. */
  async redirect(instruction: string): Promise<void> {
    this.instructions.push(instruction);
    const before = restart(this.state).review.pending;
    if (this.answer?.before === before && this.answer.steer(instruction)) return;
    await this.askAgain(true);
  }

  /** Asks for the same once more. Accepted hunks and what was typed stay. */
  async retry(): Promise<void> {
    await this.askAgain(true);
  }

  /** Ends the answer; what is there stays as a diff. */
  async stop(): Promise<void> {
    if (this.phase !== 'streaming') return;
    this.drop();
    await this.parts.writer.idle();
    if (this.phase === 'streaming' && !this.answer) this.finish({ kind: 'stopped' });
  }

  /**
   * Puts the region back to what it was, for a save while it streams. Paired with `release`.
   */
  async hold(): Promise<void> {
    if (this.phase !== 'streaming') return;
    this.held = true;
    this.history.interleaved = true;
    this.ops = [];
    await this.write(() => restart(this.state), this.hasWritten);
    if (this.answer && this.state.pending !== this.answer.before) this.askAfterPause();
  }

  /** The save is over: what was painted comes back, or is asked for again if the text is another one now. */
  release(): void {
    if (!this.held) return;
    this.held = false;
    if (this.answer) this.ops = [...this.answer.again()];
    void this.pump();
  }

  dispose(): void {
    this.drop();
    this.phase = 'ended';
  }

  private get isVisible(): boolean {
    return vscode.window.visibleTextEditors.some(({ document }) => document === this.document);
  }

  private ask(): void {
    const { done, rest } = this.startsOver
      ? { done: '', rest: restart(this.state).review.pending }
      : remaining(this.state);
    const { document } = this;
    this.setPhase('streaming');
    const answer: Answer | undefined = this.parts.source.ask(
      {
        path: displayPath(document.uri),
        languageId: document.languageId,
        instruction: this.instructions.join('\n'),
        before: rest,
        done,
        eol: eolOf(document),
      },
      {
        lines: ops => {
          if (this.answer !== answer) return;
          this.ops.push(...ops);
          void this.pump();
        },
        redirected: async () => {
          this.ops = [];
          await this.parts.writer.idle();
          this.startsOver = true;
          return restart(this.state).review.pending;
        },
        end: outcome => {
          if (this.answer !== answer) return;
          this.outcome = outcome;
          void this.pump();
        },
      },
    );
    this.answer = answer;
    if (!answer) {
      this.finish({ kind: 'failed', message: 'The endpoint settings of Codex Spark cannot be used.' });
    }
  }

  /** Forgets the answer and what of it is not painted. */
  private drop(): void {
    this.pause?.dispose();
    this.pause = undefined;
    this.answer?.cancel();
    this.answer = undefined;
    this.outcome = undefined;
    this.ops = [];
  }

  private async askAgain(startOver: boolean): Promise<void> {
    this.drop();
    this.setPhase('streaming');
    await this.parts.writer.idle();
    // Something else may have begun in the meantime.
    if (this.answer || this.phase !== 'streaming') return;
    this.startsOver = startOver;
    this.ask();
  }

  /** The person types where the answer has not been yet: the rest is asked for from what then stands there. */
  private askAfterPause(): void {
    this.drop();
    this.pause = this.parts.clock.setTimeout(() => {
      this.pause = undefined;
      void this.askAgain(this.startsOver || this.parts.source.isWhole);
    }, pauseMs);
  }

  /** Paints what has come together, a batch a frame, until nothing is left. */
  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (this.ops.length > 0 && !this.held && (this.isVisible || this.outcome)) {
        await sleep(this.parts.clock, Math.max(0, this.lastFrame + frameMs - this.parts.clock.now()));
        this.lastFrame = this.parts.clock.now();
        const written = await this.write(() => this.nextStep(), this.hasWritten);
        if (!written && this.phase === 'streaming') {
          this.drop();
          return this.finish({ kind: 'failed', message: 'The document cannot be changed.' });
        }
      }
    } finally {
      this.pumping = false;
    }
    if (this.outcome && this.ops.length === 0 && !this.held) this.finish(this.outcome);
  }

  /** Everything that waits to be painted, as one step. */
  private nextStep(): WrittenStep | undefined {
    const { ops } = this;
    const count = ops.length;
    if (count === 0 || this.held) return undefined;
    const written = (): void => {
      ops.splice(0, count);
      this.startsOver = false;
    };
    if (!this.startsOver) return { ...paint(this.state, ops), written };
    const { review } = paint(restart(this.state).review, ops);
    const span = changedSpan(shownText(this.state), shownText(review), review.start);
    return { review, edits: span ? [span] : [], written };
  }

  /** @param joins whether it belongs to the same step of the undo history as what was written before */
  private write(make: () => WrittenStep | undefined, joins: boolean): Promise<boolean> {
    return this.parts.writer.write(
      (): Batch | undefined => {
        const step = this.phase === 'ended' ? undefined : make();
        if (!step) return undefined;
        return {
          edits: step.edits,
          commit: () => {
            this.state = step.review;
            if (step.edits.length > 0) this.hasWritten = true;
            step.written?.();
            this.parts.onDidWrite(this, step.edits);
            this.parts.onDidChange(this);
          },
        };
      },
      { before: !joins, after: false },
    );
  }

  private finish(outcome: Outcome): void {
    this.answer = undefined;
    this.outcome = undefined;
    this.startsOver = false;
    this.hasWritten = false;
    this.state = finish(this.state);
    this.history.remember(this.state);
    this.setPhase(this.openHunks > 0 ? 'review' : 'settled');
    this.parts.onDidEnd(this, outcome);
  }

  private decided({ review }: Step): void {
    this.state = review;
    this.afterDecision();
  }

  private async rejectBy(decide: (review: Review) => Rejection): Promise<readonly number[]> {
    let held: readonly number[] = [];
    await this.write(() => {
      const rejection = decide(this.state);
      held = rejection.held;
      return rejection;
    }, false);
    this.afterDecision();
    return held;
  }

  private afterDecision(): void {
    if (this.phase === 'streaming') return this.parts.onDidChange(this);
    this.history.remember(this.state);
    this.setPhase(this.openHunks > 0 ? 'review' : 'settled');
  }

  private setPhase(phase: EditPhase): void {
    this.phase = phase;
    this.parts.onDidChange(this);
  }

  private endWith(phase: EditPhase): void {
    this.drop();
    this.setPhase(phase);
  }

  /** Follows one undo or redo. Returns whether that was all there is to do. */
  private followHistory(changes: readonly TextEdit[], reason: vscode.TextDocumentChangeReason): boolean {
    const step = this.history.follow(this.state, changes);
    if (!step) return false;
    this.state = step.review;
    if (step.kind === 'moved') return true;
    this.drop();
    this.startsOver = false;
    this.hasWritten = false;
    this.setPhase(step.kind === 'resting' && this.openHunks > 0 ? 'review' : 'settled');
    if (step.kind === 'between' && vscode.window.activeTextEditor?.document === this.document) {
      const undo = reason === vscode.TextDocumentChangeReason.Undo;
      void vscode.commands.executeCommand(undo ? 'undo' : 'redo');
    }
    return true;
  }
}

function eolOf(document: vscode.TextDocument): LineEnd {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}

/** Whether a change takes all of a region that had any text. */
function covers({ offset, length }: TextEdit, review: Review): boolean {
  const end = endOf(review);
  return end > review.start && offset <= review.start && offset + length >= end;
}
