import { splitLines } from '../lines';
import type { OffsetRange } from '../offsetRange';
import type { TextEdit } from '../textEdit';

/** Text that is the same in both outcomes: never changed, decided already, or the user's own. */
export interface Equal {
  readonly kind: 'equal';
  readonly text: string;
  /** The user changed it since the review began. */
  readonly edited: boolean;
}

/** One change to decide. In the document stands `new`. */
export interface Hunk {
  readonly kind: 'hunk';
  /** Stays the same for as long as the hunk lives. */
  readonly id: number;
  readonly old: string;
  readonly new: string;
  /** The user changed its new side. `reject` holds such a hunk back unless told otherwise. */
  readonly edited: boolean;
}

export type Segment = Equal | Hunk;

/**
 * A region of a document under review, as a value: every function of this folder returns a new one and changes none,
 * so that the editor side can go on with the new one once its edit went through, or with the old one if it did not.
 *
 * The region's text is that of its segments (of a hunk: its new side), then `pending`: old text the stream has not
 * reached. The place between the two is the frontier.
 */
export interface Review {
  /** Where the region begins in the document, UTF-16. */
  readonly start: number;
  readonly segments: readonly Segment[];
  readonly pending: string;
  /** The user changed what is pending, or it holds what they changed before. */
  readonly isPendingEdited: boolean;
  readonly nextId: number;
  /** How much longer the text behind the region has become since the review began, UTF-16; may be negative. */
  readonly growthBehind: number;
  /** Ids of the hunks that were accepted. */
  readonly accepted: readonly number[];
}

/** A new state of a review and the edits that bring the document there: offsets as in `applyEdits`. */
export interface Step {
  readonly review: Review;
  readonly edits: readonly TextEdit[];
}

/** A hunk and where its new side stands in the document: UTF-16 offsets, `start === end` where all was removed. */
export interface PlacedHunk extends Hunk {
  readonly start: number;
  readonly end: number;
}

/** Begins the review of a region: everything is pending. `start` is its UTF-16 offset in the document. */
export function startReview(start: number, original: string): Review {
  return {
    start,
    segments: [],
    pending: original,
    isPendingEdited: false,
    nextId: 1,
    growthBehind: 0,
    accepted: [],
  };
}

/** What of a segment stands in the document. */
export function shown(segment: Segment): string {
  return segment.kind === 'equal' ? segment.text : segment.new;
}

/** What a segment becomes when it is rejected. */
export function before(segment: Segment): string {
  return segment.kind === 'equal' ? segment.text : segment.old;
}

/** What is pending, as the segment that it becomes when nothing comes any more. */
export function pendingOf({ pending, isPendingEdited }: Review): Equal {
  return { kind: 'equal', text: pending, edited: isPendingEdited };
}

/** The region as it stands in the document. Also what accepting all of it gives. */
export function shownText({ segments, pending }: Review): string {
  return segments.map(shown).join('') + pending;
}

/** The offset of the frontier in the document. Once nothing is pending, the end of the region. */
export function frontierOf({ start, segments }: Review): number {
  return segments.reduce((sum, segment) => sum + shown(segment).length, start);
}

/** The offset behind the region in the document. */
export function endOf(review: Review): number {
  return frontierOf(review) + review.pending.length;
}

/**
 * Whether the last hunk has more new lines than old ones while old ones are pending: what is pending may have been
 * rewritten already, so that it cannot be asked for by itself.
 */
export function isAhead({ segments, pending }: Review): boolean {
  const last = segments.at(-1);
  return pending !== '' && last?.kind === 'hunk' && splitLines(last.new).length > splitLines(last.old).length;
}

/** The open hunks and where they stand, in the order of the document. */
export function hunksOfReview(review: Review): PlacedHunk[] {
  return hunksWithin(review, { start: -Infinity, end: Infinity });
}

/** Those of them that stand in a range of the document or touch it. */
export function hunksWithin({ start, segments }: Review, within: OffsetRange): PlacedHunk[] {
  const hunks: PlacedHunk[] = [];
  let at = start;
  for (const segment of segments) {
    if (at > within.end) break;
    const end = at + shown(segment).length;
    if (segment.kind === 'hunk' && end >= within.start) hunks.push({ ...segment, start: at, end });
    at = end;
  }
  return hunks;
}

/** The hunk at an offset: the one that holds it or that ends there. */
export function hunkAt(review: Review, offset: number): PlacedHunk | undefined {
  const hunks = hunksOfReview(review);
  return (
    hunks.find(({ start, end }) => start <= offset && offset < Math.max(end, start + 1)) ??
    hunks.find(({ end }) => end === offset)
  );
}

/** The hunk that is meant at any offset of a region: the only one, once nothing is pending that may bring another. */
export function onlyHunkAround(review: Review, offset: number): PlacedHunk | undefined {
  if (review.pending !== '' || offset < review.start || offset > endOf(review)) return undefined;
  const [only, another] = hunksOfReview(review);
  return another ? undefined : only;
}

/** Puts segments together: drops empty ones, joins equal ones, and lets a hunk whose sides agree be equal text. */
export function tidy(segments: Iterable<Segment>): Segment[] {
  const out: Segment[] = [];
  for (const each of segments) {
    const segment: Segment =
      each.kind === 'hunk' && each.old === each.new
        ? { kind: 'equal', text: each.new, edited: each.edited }
        : each;
    if (segment.kind === 'equal' && segment.text === '') continue;
    const last = out.at(-1);
    if (segment.kind === 'equal' && last?.kind === 'equal' && last.edited === segment.edited) {
      out[out.length - 1] = { ...last, text: last.text + segment.text };
    } else {
      out.push(segment);
    }
  }
  return out;
}
