import type { TextEdit } from '../textEdit';
import { applyChange, type Changed } from './applyChange';
import { shownText, type Review } from './review';

/** How many characters of text and how many states are remembered at most. */
const limits = { states: 400, characters: 8_000_000 };

/**
 * Follows the editor's undo and redo. They arrive as plain changes of the text; this remembers how the review stood
 * each time, and finds that state again by the text. So an undone rejection is an open hunk again.
 *
 * Lives as long as its review; owns nothing but memory.
 */
export class ReviewHistory {
  private readonly states: { readonly review: Review; readonly length: number }[] = [];
  private characters = 0;

  /** Remembers a state: before and after each step, and after each change by the person. */
  remember(review: Review): void {
    const length = lengthOf(review);
    this.states.push({ review, length });
    this.characters += length;
    while (
      this.states.length > limits.states ||
      (this.characters > limits.characters && this.states.length > 2)
    ) {
      this.characters -= this.states.shift()?.length ?? 0;
    }
  }

  /**
   * The review after the changes of one undo or redo event, in the order of the event: the latest remembered state
   * whose text is the region's text now, at the place where the region is now. Without one the changes are followed
   * like typing.
   */
  recall(review: Review, changes: readonly TextEdit[]): Changed {
    let now: Changed = { review, touched: 'outside' };
    for (const change of changes) {
      const next = applyChange(now.review, change);
      now = { review: next.review, touched: more(now.touched, next.touched) };
    }
    if (now.touched === 'outside') return now;
    const text = shownText(now.review);
    const state = this.states.findLast(
      ({ review: earlier, length }) => length === text.length && shownText(earlier) === text,
    );
    return state ? { ...now, review: { ...state.review, start: now.review.start } } : now;
  }
}

function lengthOf(review: Review): number {
  return shownText(review).length;
}

function more(a: Changed['touched'], b: Changed['touched']): Changed['touched'] {
  if (a === 'pending' || b === 'pending') return 'pending';
  return a === 'painted' || b === 'painted' ? 'painted' : 'outside';
}
