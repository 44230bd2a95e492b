import { rejectAll } from './decide';
import { frontierOf, shown, tidy, type Review, type Step } from './review';

/**
 * The stream is over or was stopped: what is pending stays as it is, and the hunks become the smallest that say the
 * same. The document does not change. Hunks the person edited stay as they are.
 */
export function finish(review: Review): Review {
  const { pending } = review;
  return {
    ...review,
    segments: tidy([...review.segments, { kind: 'equal', text: pending, edited: false }]),
    pending: '',
  };
}

/** What is left to be asked after the person typed in it, or after an interruption. */
export interface Remaining {
  /** The region's text up to the frontier: it stays, as hunks under review. For the model's orientation. */
  readonly done: string;
  /** What the new answer rewrites: the pending text as it now stands. A new `StreamingDiff` works on its lines. */
  readonly rest: string;
  /** Where `rest` begins in the document, UTF-16. */
  readonly offset: number;
}

/** What a respin asks for: the review goes on as it is, with a new `StreamingDiff` over `rest`. */
export function remaining(review: Review): Remaining {
  return { done: review.segments.map(shown).join(''), rest: review.pending, offset: frontierOf(review) };
}

/**
 * A redirect: the new instruction is asked for the whole region again. Open hunks are taken back, accepted ones and
 * what the person typed stay, and everything is pending. The new `StreamingDiff` works on the lines of `pending`.
 * Apply the edits together with the first lines of the new answer, so that nothing flickers.
 */
export function restart(review: Review): Step {
  const { review: rejected, edits } = rejectAll(review);
  const pending = rejected.segments.map(shown).join('') + rejected.pending;
  return { review: { ...rejected, segments: [], pending }, edits };
}
