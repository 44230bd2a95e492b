import { piecesOf } from '../hunks';
import { rejectAll } from './decide';
import { before, frontierOf, pendingOf, shown, tidy, type Review, type Segment, type Step } from './review';

/**
 * The stream is over or was stopped: what is pending stays as it is, and the hunks become the smallest that say the
 * same (`piecesOf`). The document does not change. What the user changed stays as it is: a hunk or a text that is
 * `edited` is never compared anew, so that each character of theirs keeps its place in both outcomes.
 */
export function finish(review: Review): Review {
  const all: Segment[] = [...review.segments, pendingOf(review)];
  const out: Segment[] = [];
  let { nextId } = review;
  let run: Segment[] = [];
  const refine = (): void => {
    const refined = refineRun(run, nextId);
    nextId = refined.nextId;
    for (const segment of refined.segments) out.push(segment);
    run = [];
  };
  for (const segment of all) {
    if (segment.edited) {
      refine();
      out.push(segment);
    } else {
      run.push(segment);
    }
  }
  refine();
  return { ...review, segments: tidy(out), pending: '', isPendingEdited: false, nextId };
}

/** Compares neighbours anew. A hunk that stands where one stood goes by its id. */
function refineRun(run: readonly Segment[], nextId: number): { segments: Segment[]; nextId: number } {
  const oldPlaces: { readonly id: number; readonly start: number; readonly end: number }[] = [];
  let at = 0;
  for (const segment of run) {
    const end = at + shown(segment).length;
    if (segment.kind === 'hunk') oldPlaces.push({ id: segment.id, start: at, end });
    at = end;
  }
  const segments: Segment[] = [];
  let place = 0;
  at = 0;
  for (const { old, new: text, isHunk } of piecesOf(run.map(before).join(''), run.map(shown).join(''))) {
    const end = at + text.length;
    if (isHunk) {
      while ((oldPlaces[place]?.end ?? at) < at) place++;
      const known = oldPlaces[place];
      const isThere = known !== undefined && known.start <= end;
      if (isThere) place++;
      segments.push({ kind: 'hunk', id: isThere ? known.id : nextId++, old, new: text, edited: false });
    } else {
      segments.push({ kind: 'equal', text, edited: false });
    }
    at = end;
  }
  return { segments, nextId };
}

/** What is left to be asked after the user typed in it, or after an interruption. */
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
 * what the user typed stay, and everything is pending. The new `StreamingDiff` works on the lines of `pending`.
 * Apply the edits together with the first lines of the new answer, so that nothing flickers.
 */
export function restart(review: Review): Step {
  const { review: rejected, edits } = rejectAll(review);
  const pending = rejected.segments.map(shown).join('') + rejected.pending;
  const isPendingEdited = rejected.isPendingEdited || rejected.segments.some(({ edited }) => edited);
  return { review: { ...rejected, segments: [], pending, isPendingEdited }, edits };
}
