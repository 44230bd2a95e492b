import type { TextEdit } from '../textEdit';
import { before, endOf, pendingOf, shown, tidy, type Review, type Segment } from './review';

/**
 * What a change by the user met: nothing of the region, the part that is painted, or the part the stream has not
 * reached. After `pending` the stream no longer knows what it rewrites: ask again for what is `remaining`.
 */
export type Touched = 'outside' | 'painted' | 'pending';

/** The review after a change by the user, which already stands in the document. */
export interface Changed {
  readonly review: Review;
  readonly touched: Touched;
}

/**
 * Follows one change that the user (or a formatter, or another extension) made in the document. Of a change event
 * with several, hand in each in the order of the event.
 *
 * Not one typed character is lost:
 * - typed inside a hunk, it belongs to the hunk's new side, and the hunk is `edited`;
 * - typed in equal or pending text, it stays in both outcomes;
 * - typed between two segments, it belongs to the line it stands on: the segment behind it, or at the end of the
 *   region, if that does not end with a line break, the last one. Behind a final line break it is outside;
 * - typed over several segments, it goes where both outcomes keep it: to the first equal text among them, else to the
 *   first hunk; what was selected is taken from each. Old sides of hunks stay, so that rejecting brings them back;
 * - typed over the region's start, it stands before the region.
 */
export function applyChange(review: Review, change: TextEdit): Changed {
  const { review: next, touched } = follow(review, change);
  const grown = endOf(review) + review.growthBehind + change.text.length - change.length;
  return { review: { ...next, growthBehind: grown - endOf(next) }, touched };
}

function follow(review: Review, change: TextEdit): Changed {
  const { start } = review;
  const changeEnd = change.offset + change.length;
  if (changeEnd < start || (changeEnd === start && change.length > 0)) return moved(review, change);
  const end = endOf(review);
  if (change.offset > end || (change.offset === end && isOutsideEnd(review, change))) {
    return { review, touched: 'outside' };
  }
  if (change.offset < start) return acrossStart(review, change);
  return inside(review, change);
}

function moved(review: Review, { length, text }: TextEdit): Changed {
  return { review: { ...review, start: review.start + text.length - length }, touched: 'outside' };
}

/** At the end of the region a change is inside only if the last line goes on there. */
function isOutsideEnd(review: Review, change: TextEdit): boolean {
  if (change.length > 0) return true;
  const last = review.pending !== '' ? review.pending : lastShown(review.segments);
  return last === '' || last.endsWith('\n');
}

function lastShown(segments: readonly Segment[]): string {
  return segments.map(shown).findLast(text => text !== '') ?? '';
}

function acrossStart(review: Review, { offset, length, text }: TextEdit): Changed {
  const within = offset + length - review.start;
  const { review: cut, touched } = inside(review, { offset: review.start, length: within, text: '' });
  return { review: { ...cut, start: offset + text.length }, touched };
}

/** A change within the region, or from within it to behind it: what it does there is not looked at. */
function inside(review: Review, { offset, length, text }: TextEdit): Changed {
  const from = offset - review.start;
  const to = from + length;
  const parts: Segment[] = [...review.segments, pendingOf(review)];
  const spans = spansOf(parts);
  const met = spans.flatMap(({ start, end }, index) =>
    length > 0 && start < to && from < end ? [index] : [],
  );
  if (length === 0) met.push(lineOwner(spans, from));
  const taker = met.find(index => parts[index]?.kind === 'equal') ?? met[0];
  for (const index of met) {
    const part = parts[index];
    const span = spans[index];
    if (!part || !span) continue;
    const old = shown(part);
    const head = old.slice(0, Math.max(0, from - span.start));
    const tail = old.slice(Math.max(0, to - span.start));
    parts[index] = withShown(part, head + (index === taker ? text : '') + tail);
  }
  const pending = parts.pop();
  return {
    review: {
      ...review,
      segments: tidy(parts),
      pending: pending ? before(pending) : '',
      isPendingEdited: pending?.edited ?? false,
    },
    touched: met.includes(spans.length - 1) ? 'pending' : 'painted',
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where each segment stands, from the start of the region. */
function spansOf(segments: readonly Segment[]): Span[] {
  let at = 0;
  return segments.map(segment => {
    const start = at;
    at += shown(segment).length;
    return { start, end: at };
  });
}

/** Whose text is typed at `at`: the segment whose character follows, at the end the last one that has any. */
function lineOwner(spans: readonly Span[], at: number): number {
  const follower = spans.findIndex(({ end }) => at < end);
  return follower >= 0 ? follower : spans.findLastIndex(({ start, end }) => start < end);
}

function withShown(segment: Segment, text: string): Segment {
  if (shown(segment) === text) return segment;
  return segment.kind === 'equal'
    ? { ...segment, text, edited: true }
    : { ...segment, new: text, edited: true };
}
