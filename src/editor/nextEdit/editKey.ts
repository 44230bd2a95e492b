import type { NextEdit } from '../../nextEdit/nextEdit';
import type { PictureText } from './picture';

/**
 * The same for the same edit at the same lines, wherever these lines are by now: what it replaces, by what, and its lines
 * with a line on each side.
 */
export function editKey(edit: NextEdit, text: PictureText): string {
  const parts = edit.edits.map(({ offset, length, text: added }) => {
    const start = text.positionAt(offset);
    const end = text.positionAt(offset + length);
    const from = Math.max(0, start.line - 1);
    const to = Math.min(text.lineCount - 1, end.line + 1);
    const lines = Array.from({ length: to - from + 1 }, (_, n) => text.lineAt(from + n));
    return [start.character, end.line - start.line, end.character, added, ...lines];
  });
  return JSON.stringify([edit.uri, parts]);
}
