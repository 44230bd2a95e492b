import type * as vscode from 'vscode';
import { RestingStates, stretchesAfter } from '../../diff/review/restingStates';
import { shownText, startReview, type Review } from '../../diff/review/review';
import type { TextEdit } from '../../diff/textEdit';
import { readStretch } from './stretch';

/** So many steps of the undo history are walked through at most to get to a state the edit may rest in. */
const longestWalk = 1_000;

/**
 * Where an undo or redo has led.
 * - `moved`: the region has its text, perhaps at another place
 * - `resting`: a state the edit was in before
 * - `between`: text that stood there only while it streamed; one more step of history has to follow
 */
export interface HistoryStep {
  readonly kind: 'moved' | 'resting' | 'between';
  readonly review: Review;
}

/**
 * Follows the editor's undo and redo for one edit. VS Code's history is one line of steps: when the person typed
 * elsewhere while an answer streamed in, its steps alternate with theirs. Then the walk goes on until the edit is
 * whole again, or gone.
 */
export class EditHistory {
  private readonly resting = new RestingStates();
  private walked = 0;
  /** Something else was written while this edit streamed. */
  interleaved = false;

  constructor(private readonly document: vscode.TextDocument) {}

  /** Remembers a state the edit may be found in again. */
  remember(review: Review): void {
    this.resting.remember(review);
  }

  /** Undefined when the changes say nothing to this edit's history: then they are followed like typing. */
  follow(review: Review, changes: readonly TextEdit[]): HistoryStep | undefined {
    const stretches = stretchesAfter(review, changes);
    const text = shownText(review);
    const moved = stretches.find(
      stretch => stretch.end - stretch.start === text.length && readStretch(this.document, stretch) === text,
    );
    if (moved) return { kind: 'moved', review: { ...review, start: moved.start } };
    const state = this.resting.find(review, stretches, stretch => readStretch(this.document, stretch));
    if (state) {
      this.walked = 0;
      return { kind: 'resting', review: state };
    }
    const [likeliest] = stretches;
    if (!this.interleaved || !likeliest || this.walked++ >= longestWalk) return undefined;
    return { kind: 'between', review: startReview(likeliest.start, readStretch(this.document, likeliest)) };
  }
}
