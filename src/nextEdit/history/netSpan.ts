import type { TextEdit } from '../../diff/textEdit';
import type { ChunkedText } from './chunkedText';

/** A part of a text and what stood there before: UTF-16 offsets into the text as it is. */
export interface NetSpan {
  readonly start: number;
  readonly end: number;
  /** What stood there; undefined where that was too long to keep. */
  readonly removed: string | undefined;
}

/** Longer pieces of former text are not kept, in UTF-16 code units. */
const longestRemoved = 8_000;

/**
 * One span for an edit and for the spans that it touches or joins.
 * @param text the text before the edit
 * @param joined spans of that text, ascending, apart from each other
 * @returns the span in the text after the edit
 */
export function joinSpans(text: ChunkedText, edit: TextEdit, joined: readonly NetSpan[]): NetSpan {
  const editEnd = edit.offset + edit.length;
  const start = Math.min(edit.offset, joined[0]?.start ?? edit.offset);
  const end = Math.max(editEnd, joined.at(-1)?.end ?? editEnd);
  const shift = edit.text.length - edit.length;
  let removed: string | undefined = '';
  let at = start;
  for (const span of [...joined, { start: end, end, removed: '' }]) {
    const gap = span.start - at;
    if (span.removed === undefined || removed.length + gap + span.removed.length > longestRemoved) {
      removed = undefined;
      break;
    }
    removed += text.slice(at, span.start) + span.removed;
    at = span.end;
  }
  return { start, end: end + shift, removed };
}

/**
 * A span without what is the same on both sides of it; undefined when nothing differs.
 * @param text the text as it is
 */
export function trimSpan<Span extends NetSpan>(text: ChunkedText, span: Span): Span | undefined {
  const { removed } = span;
  if (removed === undefined || span.end - span.start > 2 * longestRemoved) return span;
  const now = text.slice(span.start, span.end);
  if (now === removed) return undefined;
  const shortest = Math.min(now.length, removed.length);
  let head = 0;
  while (head < shortest && now[head] === removed[head]) head++;
  let tail = 0;
  while (tail < shortest - head && now.at(-1 - tail) === removed.at(-1 - tail)) tail++;
  return {
    ...span,
    start: span.start + head,
    end: span.end - tail,
    removed: removed.slice(head, removed.length - tail),
  };
}

/** Where a span is after an edit in front of it. */
export function shiftSpan<Span extends { readonly start: number; readonly end: number }>(
  span: Span,
  edit: TextEdit,
): Span {
  const shift = edit.text.length - edit.length;
  return shift === 0 ? span : { ...span, start: span.start + shift, end: span.end + shift };
}
