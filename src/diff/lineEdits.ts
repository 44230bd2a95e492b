import { changedSpan } from './changedSpan';
import { splitLines } from './lines';
import type { TextEdit } from './textEdit';

/**
 * The edits that turn whole lines into others, with as few line breaks in them as can be: line by line what differs, then
 * the lines one side has more. An editor keeps lists with an entry for each line of a document, and copies them for each
 * edit that takes or brings a line break, however many there are in the end.
 *
 * @param offset where the lines begin in the document, UTF-16
 */
export function lineEdits(before: string, after: string, offset: number): TextEdit[] {
  const old = splitLines(before);
  const now = splitLines(after);
  const paired = Math.min(old.length, now.length);
  const edits: TextEdit[] = [];
  let at = offset;
  for (let n = 0; n < paired; n++) {
    const line = old[n] ?? '';
    const span = changedSpan(line, now[n] ?? '', at);
    if (span) edits.push(span);
    at += line.length;
  }
  const length = before.length - (at - offset);
  const text = now.slice(paired).join('');
  if (length === 0 && text === '') return edits;
  const last = edits.at(-1);
  if (!last || last.offset + last.length < at) return [...edits, { offset: at, length, text }];
  // Two edits at one place would have no order.
  return edits.with(-1, { ...last, length: last.length + length, text: last.text + text });
}
