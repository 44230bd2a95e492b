import type { TextEdit } from '../../diff/textEdit';
import type { RecentHistory, TouchedSpan } from '../history/recentHistory';
import type { DocumentText, NextEdit } from '../nextEdit';
import { tokensOf } from './tokens';

/** Says whether an edit would take back something that the user did in the last minutes. */
export type TakesBack = (edit: NextEdit) => boolean;

/**
 * A filter for one moment. An edit takes back what was done if it removes anything that was typed, or inserts, where
 * something was removed, a word that stood there. Where the history and a document are not at the same text every edit
 * counts as one that does.
 */
export function reversalFilter(
  documents: readonly DocumentText[],
  history: RecentHistory,
  now: number,
): TakesBack {
  const texts = new Map(documents.map(document => [document.uri, document.text]));
  return edit => {
    const text = texts.get(edit.uri);
    const known = history.lengthOf(edit.uri);
    if (text === undefined || (known !== undefined && known !== text.length)) return true;
    const spans = history.touched(edit.uri, now);
    return edit.edits.some(each => spans.some(span => takesBack(text, each, span)));
  };
}

function takesBack(text: string, edit: TextEdit, span: TouchedSpan): boolean {
  const end = edit.offset + edit.length;
  if (edit.offset > span.end || end < span.start) return false;
  if (span.removed === undefined || (edit.offset < span.end && end > span.start)) return true;
  const former = new Set(tokensOf(formerText(text, span)).map(token => token.text));
  return tokensOf(edit.text).some(({ text: word }) => word.trim() !== '' && former.has(word));
}

/** What was removed, with the rest of the words that it was part of. */
function formerText(text: string, { start, end, removed = '' }: TouchedSpan): string {
  if (removed === '') return '';
  const head = /[\p{L}\p{N}_$]*$/u.exec(text.slice(Math.max(0, start - 100), start))?.[0] ?? '';
  const tail = /^[\p{L}\p{N}_$]*/u.exec(text.slice(end, end + 100))?.[0] ?? '';
  return head + removed + tail;
}
