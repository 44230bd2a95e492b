import { lineEdits } from '../lineEdits';
import type { LineOp } from '../streamingDiff';
import { frontierOf, tidy, type Hunk, type Review, type Segment, type Step } from './review';

/**
 * Brings operations of a `StreamingDiff` into the review: as many as have come together since the last frame.
 *
 * The operations must come from a `StreamingDiff` over the lines of this review's `pending`. After a change that
 * touched it (`applyChange`), begin a new one: see `remaining`.
 */
export function paint(review: Review, ops: readonly LineOp[]): Step {
  const segments = [...review.segments];
  const runs: { readonly offset: number; before: string; after: string }[] = [];
  let { pending, nextId } = review;
  /** The frontier in the document as it is before these edits. */
  let at = frontierOf(review);

  const openHunk = (): Hunk => {
    const last = segments.at(-1);
    return last?.kind === 'hunk' ? last : { kind: 'hunk', id: nextId, old: '', new: '', edited: false };
  };
  const put = (hunk: Hunk): void => {
    if (hunk.id === nextId) nextId++;
    if (segments.at(-1)?.kind === 'hunk') segments.pop();
    segments.push(hunk);
  };
  const edit = (before: string, after: string): void => {
    const last = runs.at(-1);
    if (last && last.offset + last.before.length === at) {
      last.before += before;
      last.after += after;
    } else {
      runs.push({ offset: at, before, after });
    }
    at += before.length;
  };

  for (const { kind, lines } of ops) {
    const text = lines.join('');
    if (kind !== 'insert') pending = pending.slice(text.length);
    if (kind === 'keep') {
      tidyEnd(segments, { kind: 'equal', text, edited: false });
      at += text.length;
    } else if (kind === 'delete') {
      const hunk = openHunk();
      put({ ...hunk, old: hunk.old + text });
      edit(text, '');
    } else {
      const hunk = openHunk();
      put({ ...hunk, new: hunk.new + text });
      edit('', text);
    }
  }
  tidyEnd(segments);
  const edits = runs.flatMap(({ before, after, offset }) => lineEdits(before, after, offset));
  return { review: { ...review, segments, pending, nextId }, edits };
}

/**
 * How many operations, of the first ones, `paint` makes no more than so many edits of. At least one range of changed
 * lines, however many edits it takes: what is taken away and what comes in its place is not parted.
 */
export function operationsFor(ops: readonly LineOp[], mostEdits: number): number {
  let edits = 0;
  let whole = 0;
  for (const [index, { kind, lines }] of ops.entries()) {
    if (kind === 'keep') whole = index + 1;
    else edits += lines.length;
    if (edits > mostEdits && whole > 0) return whole;
  }
  return ops.length;
}

/** Adds what stays. Only the last hunk can have become equal text; the segments before it are tidy. */
function tidyEnd(segments: Segment[], ...kept: readonly Segment[]): void {
  segments.push(...tidy([...segments.splice(-2), ...kept]));
}
