import type { TextEdit } from '../textEdit';
import { accept } from './decide';
import { endOf, shownText, type Review } from './review';

/** How many characters of text and how many states are remembered at most. */
const limits = { states: 400, characters: 8_000_000 };

/** A stretch of the document, UTF-16 offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The states a review may be in when nothing is being written: the original, the finished rewrite, and what decisions
 * and typing made of it. Undo and redo arrive as plain changes of the text; a state is found again by its text.
 *
 * The first state, the original, is never forgotten. Lives as long as its review; owns nothing but memory.
 */
export class RestingStates {
  private readonly states: { readonly review: Review; readonly text: string }[] = [];
  private characters = 0;

  /** Remembers a state, unless it is the latest one already. */
  remember(review: Review): void {
    const text = shownText(review);
    const latest = this.states.at(-1);
    if (latest?.text === text) {
      this.states[this.states.length - 1] = { review, text };
      return;
    }
    this.states.push({ review, text });
    this.characters += text.length;
    while (
      this.states.length > 2 &&
      (this.states.length > limits.states || this.characters > limits.characters)
    ) {
      this.characters -= this.states.splice(1, 1)[0]?.text.length ?? 0;
    }
  }

  /**
   * The latest state with the text of one of these stretches, placed there. What was accepted since stays so, because
   * accepting changed no text that could be undone.
   * @param from the review before the undo or redo
   * @param read the document's text between two offsets
   */
  find(from: Review, stretches: readonly Stretch[], read: (stretch: Stretch) => string): Review | undefined {
    for (const stretch of stretches) {
      const length = stretch.end - stretch.start;
      const candidates = this.states.filter(({ text }) => text.length === length);
      if (candidates.length === 0) continue;
      const now = read(stretch);
      const state = candidates.findLast(({ text }) => text === now);
      if (state) return carryOver(from, { ...state.review, start: stretch.start });
    }
    return undefined;
  }
}

function carryOver(from: Review, to: Review): Review {
  const review = from.accepted.reduce((sum, id) => accept(sum, id).review, to);
  return { ...review, accepted: from.accepted, nextId: Math.max(from.nextId, to.nextId) };
}

/**
 * Where a region may stand after an undo or redo, whose changes may put back text right at its borders: the likeliest
 * stretch first. Changes in the order of the event.
 */
export function stretchesAfter(review: Review, changes: readonly TextEdit[]): Stretch[] {
  const region = { start: review.start, end: endOf(review) };
  const results = [
    { startIn: true, endIn: true },
    { startIn: true, endIn: false },
    { startIn: false, endIn: true },
    { startIn: false, endIn: false },
  ].map(borders => changes.reduce((stretch, change) => follow(stretch, change, borders), region));
  return results.filter(
    ({ start, end }, index) =>
      results.findIndex(other => other.start === start && other.end === end) === index,
  );
}

/** The borders after one change; `startIn` and `endIn` say whether what is inserted right at a border is inside. */
function follow(
  { start, end }: Stretch,
  { offset, length, text }: TextEdit,
  { startIn, endIn }: { readonly startIn: boolean; readonly endIn: boolean },
): Stretch {
  const changeEnd = offset + length;
  const delta = text.length - length;
  const isBefore = changeEnd < start || (changeEnd === start && offset < end && (length > 0 || !startIn));
  if (isBefore) return { start: start + delta, end: end + delta };
  if (offset > end || (offset === end && (length > 0 || !endIn))) return { start, end };
  return { start: Math.min(start, offset), end: Math.max(end, changeEnd) + delta };
}
