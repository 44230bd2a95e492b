import type { OffsetRange } from '../offsetRange';
import type { TextEdit } from '../textEdit';
import { endOf, type Review } from './review';

/**
 * Where a region may stand after an undo or redo, whose changes may put back text right at its borders: the likeliest
 * range first. Changes in the order of the event.
 */
export function rangesAfter(review: Review, changes: readonly TextEdit[]): OffsetRange[] {
  const region = { start: review.start, end: endOf(review) };
  const results = [
    { startIn: true, endIn: true },
    { startIn: true, endIn: false },
    { startIn: false, endIn: true },
    { startIn: false, endIn: false },
  ].map(borders => changes.reduce((range, change) => follow(range, change, borders), region));
  return results.filter(
    ({ start, end }, index) =>
      results.findIndex(other => other.start === start && other.end === end) === index,
  );
}

/** The borders after one change; `startIn` and `endIn` say whether what is inserted right at a border is inside. */
function follow(
  { start, end }: OffsetRange,
  { offset, length, text }: TextEdit,
  { startIn, endIn }: { readonly startIn: boolean; readonly endIn: boolean },
): OffsetRange {
  const changeEnd = offset + length;
  const delta = text.length - length;
  const isBefore = changeEnd < start || (changeEnd === start && offset < end && (length > 0 || !startIn));
  if (isBefore) return { start: start + delta, end: end + delta };
  if (offset > end || (offset === end && (length > 0 || !endIn))) return { start, end };
  return { start: Math.min(start, offset), end: Math.max(end, changeEnd) + delta };
}
