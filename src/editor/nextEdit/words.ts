import { t } from '../../common/l10n';
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
  const added = [
    ...inserted.map(each => each.text.replace(/^[↵↑] /, '')),
    ...boxes.flatMap(({ rows }) => rows),
  ]
    .join(' ')
    .trim();
  const what =
    removed !== '' && added !== ''
      ? t('{0} becomes {1}', short(removed), short(added))
      : removed !== ''
        ? t('{0} is removed', short(removed))
        : t('{0} is inserted', short(added));
  const count = edit.edits.length;
  const more = count < 2 ? '' : count === 2 ? t(', and 1 more place') : t(', and {0} more places', count - 1);
  const does = key.isHere ? t('{0} applies it.', key.name) : t('{0} goes there.', key.name);
  return t('Next edit on line {0}: {1}{2}. {3}', place + 1, what, more, does);
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
  let longer = 0;
  const hunks = hunksOf(edit, text).map(({ line, before, after }) => {
    const head = `@@ -${line + 1},${before.length} +${line + 1 + longer},${after.length} @@`;
    longer += after.length - before.length;
    return [head, ...before.map(each => `-${each}`), ...after.map(each => `+${each}`)].join('\n');
  });
  return [`--- ${path}`, `+++ ${path}`, ...hunks, ''].join('\n');
}

/** Lines that become others, counted from 0. */
interface Hunk {
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The lines of an edit; parts that share a line are one hunk. */
function hunksOf({ edits }: NextEdit, text: PictureText): readonly Hunk[] {
  const groups: { readonly line: number; last: number; head: string; at: number }[] = [];
  for (const { offset, length, text: added } of edits) {
    const start = text.positionAt(offset);
    const end = text.positionAt(offset + length);
    const open = groups.at(-1);
    const between = text.lineAt(start.line);
    if (open?.last === start.line) {
      open.head += between.slice(open.at, start.character) + added;
      [open.last, open.at] = [end.line, end.character];
    } else {
      const head = between.slice(0, start.character) + added;
      groups.push({ line: start.line, last: end.line, head, at: end.character });
    }
  }
  return groups.map(({ line, last, head, at }) => {
    const before = Array.from({ length: last - line + 1 }, (_, n) => text.lineAt(line + n));
    return withoutCommon({ line, before, after: (head + text.lineAt(last).slice(at)).split(/\r?\n/) });
  });
}

/** A hunk without the lines at its beginning and its end that stay as they are. */
function withoutCommon({ line, before, after }: Hunk): Hunk {
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from++;
  let same = 0;
  while (same < shortest - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    line: line + from,
    before: before.slice(from, before.length - same),
    after: after.slice(from, after.length - same),
  };
}
