import type { TextEdit } from '../../diff/textEdit';
import type { RecentHistory, TouchedSpan } from '../history/recentHistory';
import type { DocumentText, NextEdit } from '../nextEdit';

/** Says whether an edit would take back something that the user did in the last minutes. */
export type TakesBack = (edit: NextEdit) => boolean;

/**
 * A filter for one moment. What touches a place that was changed in the last minutes, or was changed and put back, takes
 * back: whoever has just been there has decided. Where the history and a document are not at the same text every edit counts
 * as one that does.
 */
export function reversalFilter(
  documents: readonly DocumentText[],
  history: RecentHistory,
  now: number,
): TakesBack {
  const known = new Map(documents.map(document => [document.uri, document]));
  // The same for all edits of a document: each is compared with all of them.
  const reaches = new Map<string, readonly TouchedSpan[]>();
  const reachOf = (uri: string, text: string): readonly TouchedSpan[] => {
    const spans = reaches.get(uri) ?? history.touched(uri, now).map(span => slid(span, text));
    reaches.set(uri, spans);
    return spans;
  };
  return edit => {
    const text = known.get(edit.uri)?.text;
    const length = history.lengthOf(edit.uri);
    if (text === undefined || (length !== undefined && length !== text.length)) return true;
    const spans = reachOf(edit.uri, text);
    return edit.edits.some(each => spans.some(span => takesBack(each, span, text)));
  };
}

function takesBack({ offset, length }: TextEdit, { start, end }: TouchedSpan, text: string): boolean {
  if (start - offset - length > longestSlide || offset - end > longestSlide) return false;
  const [behind, before] = [text.slice(end, offset), text.slice(offset + length, start)];
  if (behind.length + before.length > longestSlide) return false;
  // White space between the two makes it no other place; a line break does.
  return /^[^\S\n]*$/.test(behind + before);
}

/** So far the same text could lie elsewhere, UTF-16 code units. */
const longestSlide = 200;

/**
 * A span as wide as what was put in, or taken out, could be meant: `a, ` in front of `a` is the same as `, a` behind it.
 */
function slid(span: TouchedSpan, text: string): TouchedSpan {
  const { start, end, removed } = span;
  if (removed === undefined || (removed !== '' && start !== end)) return span;
  const piece = removed === '' ? text.slice(start, end) : removed;
  if (piece === '') return span;
  const at = (n: number): string | undefined => piece[((n % piece.length) + piece.length) % piece.length];
  let [left, right] = [0, 0];
  while (left < longestSlide && start - left > 0 && text[start - left - 1] === at(-1 - left)) left++;
  while (right < longestSlide && end + right < text.length && text[end + right] === at(right)) right++;
  return { ...span, start: start - left, end: end + right };
}
