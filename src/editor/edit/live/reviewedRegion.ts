import * as vscode from 'vscode';
import { applyChange, type Touched } from '../../../diff/review/applyChange';
import { acceptSeen } from '../../../diff/review/decide';
import { ReviewHistory, type HistoryStep } from '../../../diff/review/history';
import {
  endOf,
  hunksOfReview,
  shownText,
  startReview,
  type Hunk,
  type Review,
  type Step,
} from '../../../diff/review/review';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TextEdit } from '../../../diff/textEdit';
import type { Batch, DocumentWriter } from './documentWriter';
import { readRange } from './editorRange';

/** A step on its way into the document. */
export interface WrittenStep extends Step {
  /** Called once it stands there. */
  readonly written?: () => void;
  /** Whether another one has to follow it. */
  readonly more?: boolean;
}

/** What a change of the document met: `gone` when it took all of a region that had any text. */
export type Met = Touched | 'gone';

/** What a region works with; all of it outlives the region. */
export interface RegionParts {
  readonly document: vscode.TextDocument;
  readonly writer: DocumentWriter;
  /** A step stands in the document. */
  readonly onDidWrite: (edits: readonly TextEdit[]) => void;
}

/** The review of a region, kept in step with the document: follows what others write, writes, and knows what undo brings back. */
export class ReviewedRegion {
  private state: Review;
  private readonly history: ReviewHistory;
  /** Hunks that were accepted since the batch on its way was made, which knows nothing of that. */
  private acceptedSince: readonly Hunk[] = [];

  constructor(
    region: OffsetRange,
    private readonly parts: RegionParts,
  ) {
    const { document } = parts;
    this.state = startReview(region.start, readRange(document, region));
    this.history = new ReviewHistory(range => readRange(document, range));
    this.history.remember(this.state);
  }

  /** As it stands in the document, except while a batch is on its way. */
  get review(): Review {
    return this.state;
  }

  get openHunks(): number {
    return this.state.segments.reduce((sum, { kind }) => sum + (kind === 'hunk' ? 1 : 0), 0);
  }

  /** Follows changes by others, in the order of the event. */
  follow(changes: readonly TextEdit[]): Met {
    this.history.endWalk();
    let met: Met = 'outside';
    for (const change of changes) {
      const isGone = covers(change, this.state);
      const { review, touched } = applyChange(this.state, change);
      this.state = review;
      if (isGone) {
        met = 'gone';
        this.state = asPlainText(review);
      }
      if (met !== 'gone' && (touched === 'pending' || met === 'outside')) met = touched;
    }
    return met;
  }

  /** Follows a batch, whose offsets are all of the text before it. */
  followBatch(edits: readonly TextEdit[]): void {
    this.follow([...edits].reverse());
  }

  /** Follows one undo or redo; undefined when it is none of this region's history: then it is to be followed as a change. */
  followHistory(
    changes: readonly TextEdit[],
    reason: vscode.TextDocumentChangeReason,
    isStreaming: boolean,
  ): HistoryStep['kind'] | undefined {
    const kind = reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo';
    const step = this.history.follow(this.state, { kind, changes, isStreaming });
    if (step) this.state = step.review;
    return step?.kind;
  }

  /** Something else was written while an answer streams in: undo has to walk through both. */
  interleave(): void {
    this.history.interleaved = true;
  }

  /** Goes on with a state that says the same text. */
  become(review: Review): void {
    this.state = review;
  }

  /** Goes on with a state in which more is accepted; a batch on its way takes that over when it stands. */
  accept(review: Review): void {
    const ids = new Set(review.accepted.slice(this.state.accepted.length));
    this.acceptedSince = [
      ...this.acceptedSince,
      ...hunksOfReview(this.state).filter(({ id }) => ids.has(id)),
    ];
    this.state = review;
  }

  /** This is a state that undo may come back to. */
  remember(): void {
    this.history.remember(this.state);
  }

  /**
   * Writes a step, and those that have to follow it. `make` is asked for each, and again when the user was faster;
   * undefined gives up. Resolves to whether they stand in the document.
   * @param joins whether it belongs to the same step of the undo history as what was written before; those that follow do
   */
  async write(make: () => WrittenStep | undefined, joins: boolean): Promise<boolean> {
    let more = false;
    const batch = (): Batch | undefined => {
      this.acceptedSince = [];
      const step = make();
      more = step?.more ?? false;
      if (!step) return undefined;
      return {
        edits: step.edits,
        commit: () => {
          this.state = acceptSeen(step.review, this.acceptedSince);
          step.written?.();
          this.parts.onDidWrite(step.edits);
        },
      };
    };
    let done = await this.parts.writer.write(batch, { before: !joins, after: false });
    while (done && more) done = await this.parts.writer.write(batch, { before: false, after: false });
    return done;
  }
}

/** Whether a change takes all of a region that had any text. */
function covers({ offset, length }: TextEdit, review: Review): boolean {
  const end = endOf(review);
  return end > review.start && offset <= review.start && offset + length >= end;
}

/** Nothing is to be decided any more; undo still finds what was. */
function asPlainText(review: Review): Review {
  const text = shownText(review);
  const segments: Review['segments'] = text === '' ? [] : [{ kind: 'equal', text, edited: true }];
  return { ...review, pending: '', isPendingEdited: false, segments };
}
