import type { NextEdit } from '../../nextEdit/nextEdit';
import { drawEdit, type PictureText } from './picture';

/** A longer text is cut in what is announced, in characters. */
const longestAnnounced = 60;

/** What a screen reader says of an edit: where it is, what it does, and what the key does. */
export function announcement(
  edit: NextEdit,
  text: PictureText,
  key: { readonly name: string; readonly isHere: boolean },
): string {
  const [place = 0] = edit.edits.map(({ offset }) => text.positionAt(offset).line);
  const { struck, inserted, boxes } = drawEdit(edit, text, place, place);
  const [piece] = struck;
  const removed = piece ? text.lineAt(piece.line).slice(piece.from, piece.to) : '';
  const added = [...inserted.map(each => each.text), ...boxes.flatMap(({ rows }) => rows)].join(' ').trim();
  const what =
    removed !== '' && added !== ''
      ? `${short(removed)} becomes ${short(added)}`
      : removed !== ''
        ? `${short(removed)} is removed`
        : `${short(added)} is inserted`;
  const count = edit.edits.length;
  const more = count > 1 ? `, and ${count - 1} more ${count === 2 ? 'place' : 'places'}` : '';
  return `Next edit on line ${place + 1}: ${what}${more}. ${key.name} ${key.isHere ? 'applies it' : 'goes there'}.`;
}

function short(text: string): string {
  const plain = text.trim().replaceAll(/\s+/g, ' ');
  return plain.length > longestAnnounced ? `${plain.slice(0, longestAnnounced)}…` : plain;
}

/**
 * The edit as a unified diff, to be read by itself.
 *
 * @param path how the document is called
 */
export function editAsDiff(edit: NextEdit, text: PictureText, path: string): string {
  const hunks: string[] = [];
  let longer = 0;
  for (const { offset, length, text: added } of edit.edits) {
    const start = text.positionAt(offset);
    const end = text.positionAt(offset + length);
    const old = Array.from({ length: end.line - start.line + 1 }, (_, n) => text.lineAt(start.line + n));
    const head = text.lineAt(start.line).slice(0, start.character);
    const tail = text.lineAt(end.line).slice(end.character);
    const now = `${head}${added}${tail}`.split(/\r?\n/);
    const from = start.line + 1;
    hunks.push(
      [
        `@@ -${from},${old.length} +${from + longer},${now.length} @@`,
        ...old.map(line => `-${line}`),
        ...now.map(line => `+${line}`),
      ].join('\n'),
    );
    longer += now.length - old.length;
  }
  return [`--- ${path}`, `+++ ${path}`, ...hunks, ''].join('\n');
}
