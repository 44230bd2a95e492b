import type { OffsetRange } from '../../diff/offsetRange';
import type { TextEdit } from '../../diff/textEdit';
import type { NextEdit } from '../../nextEdit/nextEdit';

/**
 * An edit that was offered for a text, for the text as it is after changes of it; `made` when they have done just that,
 * `gone` when they have touched what it is about in another way. What the user types of an inserted text stays offered: the
 * rest of it.
 *
 * @param changes of one event: their offsets are in the text before all of them, and none overlaps another
 * @param read the text as it is now, between two UTF-16 offsets
 */
export function rebase(
  edit: NextEdit,
  changes: readonly TextEdit[],
  read: (range: OffsetRange) => string,
): NextEdit | 'made' | 'gone' {
  const edits: TextEdit[] = [];
  for (const part of edit.edits) {
    const moved = rebasePart(part, changes, read);
    if (moved === 'gone') return 'gone';
    if (moved !== 'made') edits.push(moved);
  }
  if (edits.length === 0) return 'made';
  const isSame = edits.every((part, index) => part === edit.edits[index]);
  return isSame && edits.length === edit.edits.length ? edit : { ...edit, edits };
}

function rebasePart(
  part: TextEdit,
  changes: readonly TextEdit[],
  read: (range: OffsetRange) => string,
): TextEdit | 'made' | 'gone' {
  const end = part.offset + part.length;
  let shift = 0;
  let touching: TextEdit | undefined;
  for (const change of changes) {
    if (change.offset + change.length < part.offset) shift += change.text.length - change.length;
    else if (change.offset <= end) {
      if (touching) return 'gone';
      touching = change;
    }
  }
  if (!touching) return shift === 0 ? part : { ...part, offset: part.offset + shift };
  return typedAlong({ ...part, offset: part.offset + shift }, shift, touching, read);
}

/** A part that one change touches: what is left of it when the change is the beginning of it. */
function typedAlong(
  part: TextEdit,
  shift: number,
  change: TextEdit,
  read: (range: OffsetRange) => string,
): TextEdit | 'made' | 'gone' {
  const from = change.offset + shift - part.offset;
  // A change that reaches out of the part is about something else.
  if (from < 0 || from + change.length > part.length) return 'gone';
  // At the edge of a text that is there already, something else is written.
  if (part.length > 0 && change.length === 0 && (from === 0 || from === part.length)) return 'gone';
  const length = part.length - change.length + change.text.length;
  const now = read({ start: part.offset, end: part.offset + length });
  if (now === part.text) return 'made';
  const typed = from + change.text.length;
  if (change.text === '' || now.slice(0, typed) !== part.text.slice(0, typed)) return 'gone';
  // What is typed of an insertion stands there; the rest is still to come behind it.
  if (part.length === 0) return { offset: part.offset + length, length: 0, text: part.text.slice(length) };
  return { ...part, length };
}
