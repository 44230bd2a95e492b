import type { NextEdit } from '../../nextEdit/nextEdit';
import type { PictureText } from './picture';

/**
 * The same for the same edit of the same lines, wherever these lines are by now: what it replaces, by what, and its lines.
 * Those beside them do not count: they are changed by the edit that is made next, and what was dismissed would come again.
 */
export function editKey(edit: NextEdit, text: PictureText): string {
  const parts = edit.edits.map(({ offset, length, text: added }) => {
    const start = text.positionAt(offset);
    const end = text.positionAt(offset + length);
    const lines = Array.from({ length: end.line - start.line + 1 }, (_, n) => text.lineAt(start.line + n));
    return [start.character, end.line - start.line, end.character, added, ...lines];
  });
  return JSON.stringify([edit.uri, parts]);
}
