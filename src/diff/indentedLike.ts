import { indentOf } from '../common/code/indent';
import type { Code } from './codeShape';
import type { CodeUnit } from './codeUnits';

/**
 * Lines of a piece of a block, indented like a piece of a file. What stands further to the left in the file, such as a directive or the
 * lines of a text, stays where it is.
 * @param start the first line
 * @param end behind the last line
 */
export function indentedLike(
  file: Code,
  old: CodeUnit,
  block: Code,
  unit: CodeUnit,
  start: number,
  end: number,
): readonly string[] {
  const lines = block.lines.slice(start, end);
  const present = indentOf(block.lines[unit.head] ?? '');
  const wanted = indentOf(file.lines[old.head] ?? '');
  if (present === wanted) return lines;
  const had = new Set(file.lines.slice(old.start, old.end));
  const isLeft = (at: number): boolean =>
    isText(file, at) && file.lines[at]?.trim() !== '' && !(file.lines[at] ?? '').startsWith(wanted);
  let hasLeftText = false;
  for (let at = old.start; at < old.end && !hasLeftText; at++) hasLeftText = isLeft(at);
  return lines.map((line, index) => {
    if (!line.startsWith(present) || line.trim() === '') return line;
    const moved = wanted + line.slice(present.length);
    const stays = had.has(moved) ? false : had.has(line) || (hasLeftText && isText(block, start + index));
    return stays ? line : moved;
  });
}

/** Whether a line begins inside of a text over several lines. */
function isText({ shape }: Code, at: number): boolean {
  return shape[at]?.trimStart() === '"';
}
