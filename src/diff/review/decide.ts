import type { TextEdit } from '../textEdit';
import { shown, tidy, type Hunk, type Review, type Segment, type Step } from './review';

/** A rejection: `held` are the ids of the hunks that were left as they are because the user edited them. */
export interface Rejection extends Step {
  readonly held: readonly number[];
  /** Whether there are more to reject than were to be at once. */
  readonly more: boolean;
}

/** How to reject. */
export interface RejectOptions {
  /** Also hunks whose new side the user edited: what they typed there goes. Ask before. */
  readonly evenEdited?: boolean;
  /** No more than so many at once: the last ones of the region, so that those before them stay where they are. */
  readonly most?: number;
}

/** Accepts one hunk: its new side, with what the user made of it, becomes plain text. The document does not change. */
export function accept(review: Review, id: number): Step {
  return acceptThose(review, hunk => hunk.id === id);
}

/** Accepts some hunks at once; ids of others are ignored. The document does not change. */
export function acceptSome(review: Review, ids: ReadonlySet<number>): Step {
  return acceptThose(review, hunk => ids.has(hunk.id));
}

/** Accepts every open hunk. The document does not change. */
export function acceptAll(review: Review): Step {
  return acceptThose(review, () => true);
}

/**
 * Accepts hunks as they were seen, in a review that has gone on since. Of one that has grown, what was seen is accepted
 * and the rest stays to be decided. One that is not there any more, or is another one by now, is left as it is.
 */
export function acceptSeen(review: Review, seen: readonly Hunk[]): Review {
  let { nextId } = review;
  const accepted: number[] = [];
  const segments = review.segments.flatMap((segment): readonly Segment[] => {
    if (segment.kind !== 'hunk') return [segment];
    const hunk = seen.find(({ id }) => id === segment.id);
    if (!hunk || !segment.old.startsWith(hunk.old) || !segment.new.startsWith(hunk.new)) return [segment];
    accepted.push(hunk.id);
    const rest = { old: segment.old.slice(hunk.old.length), new: segment.new.slice(hunk.new.length) };
    const kept: Segment = { kind: 'equal', text: hunk.new, edited: hunk.edited };
    return [kept, { ...segment, ...rest, id: nextId++ }];
  });
  return { ...review, segments: tidy(segments), nextId, accepted: [...review.accepted, ...accepted] };
}

/**
 * Rejects one hunk: its old side comes back. A hunk the user edited is held back instead, and named in `held`,
 * unless `evenEdited` says that they were asked: nothing typed is ever thrown away in passing.
 */
export function reject(review: Review, id: number, options: RejectOptions = {}): Rejection {
  return rejectThose(review, hunk => hunk.id === id, options);
}

/** Rejects every open hunk, by the rule of `reject`. */
export function rejectAll(review: Review, options: RejectOptions = {}): Rejection {
  return rejectThose(review, () => true, options);
}

function acceptThose(review: Review, meant: (hunk: Hunk) => boolean): Step {
  const ids = review.segments.flatMap(each => (each.kind === 'hunk' && meant(each) ? [each.id] : []));
  const step = settle(review, hunk => (meant(hunk) ? hunk.new : undefined));
  return { ...step, review: { ...step.review, accepted: [...review.accepted, ...ids] } };
}

function rejectThose(
  review: Review,
  meant: (hunk: Hunk) => boolean,
  { evenEdited = false, most = Infinity }: RejectOptions,
): Rejection {
  const held: number[] = [];
  const rejected: number[] = [];
  for (const segment of review.segments) {
    if (segment.kind !== 'hunk' || !meant(segment)) continue;
    (segment.edited && !evenEdited ? held : rejected).push(segment.id);
  }
  const more = rejected.length > most;
  const now = new Set(more ? rejected.slice(-most) : rejected);
  return { ...settle(review, hunk => (now.has(hunk.id) ? hunk.old : undefined)), held, more };
}

/** Gives hunks their final text; undefined leaves one open. */
function settle(review: Review, decide: (hunk: Hunk) => string | undefined): Step {
  const edits: TextEdit[] = [];
  const segments: Segment[] = [];
  let at = review.start;
  for (const segment of review.segments) {
    const text = segment.kind === 'hunk' ? decide(segment) : undefined;
    const now = shown(segment);
    if (text === undefined) {
      segments.push(segment);
    } else {
      segments.push({ kind: 'equal', text, edited: segment.edited });
      if (text !== now) edits.push({ offset: at, length: now.length, text });
    }
    at += now.length;
  }
  return { review: { ...review, segments: tidy(segments) }, edits };
}
