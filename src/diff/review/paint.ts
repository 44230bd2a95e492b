import type { LineOp } from '../streamingDiff';
import type { TextEdit } from '../textEdit';
import { frontierOf, tidy, type Hunk, type Review, type Segment, type Step } from './review';

/**
 * Brings operations of a `StreamingDiff` into the review: as many as have come together since the last frame. Returns
 * few edits: one for each run of lines that changes.
 *
 * The operations must come from a `StreamingDiff` over the lines of this review's `pending`. After a change that
 * touched it (`applyChange`), begin a new one: see `remaining`.
 */
export function paint(review: Review, ops: readonly LineOp[]): Step {
  const segments = [...review.segments];
  const edits: { offset: number; length: number; text: string }[] = [];
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
  const edit = (length: number, text: string): void => {
    const last = edits.at(-1);
    if (last && last.offset + last.length === at) {
      last.length += length;
      last.text += text;
    } else {
      edits.push({ offset: at, length, text });
    }
    at += length;
  };

  for (const { kind, lines } of ops) {
    const text = lines.join('');
    if (kind !== 'insert') pending = pending.slice(text.length);
    if (kind === 'keep') {
      tidyEnd(segments);
      keep(segments, text);
      at += text.length;
    } else if (kind === 'delete') {
      const hunk = openHunk();
      put({ ...hunk, old: hunk.old + text });
      edit(text.length, '');
    } else {
      const hunk = openHunk();
      put({ ...hunk, new: hunk.new + text });
      edit(0, text);
    }
  }
  const real: TextEdit[] = edits.filter(({ length, text }) => length > 0 || text !== '');
  tidyEnd(segments);
  return { review: { ...review, segments, pending, nextId }, edits: real };
}

/** Only the last hunk can have become equal text; the segments before it are tidy. */
function tidyEnd(segments: Segment[]): void {
  segments.push(...tidy(segments.splice(-2)));
}

function keep(segments: Segment[], text: string): void {
  const last = segments.at(-1);
  if (last?.kind === 'equal' && !last.edited)
    segments[segments.length - 1] = { ...last, text: last.text + text };
  else segments.push({ kind: 'equal', text, edited: false });
}
