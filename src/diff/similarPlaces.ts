import { indentOf } from '../common/code/indent';
import { isElision } from './elision';
import { isWritten } from './lines';
import { searchedFile, similarPlace } from './similarPlace';

/**
 * A file with each part of a block in the place where most of it stands (`similarPlace`). Parts stand behind blank lines, as far to the left as the
 * first one; lines that stand for the rest of the file may stand at both ends.
 * @param file lines without line breaks
 * @param block lines without line breaks, without blank ones at its end
 * @returns undefined when one of them has no such place, or the block leaves something out
 */
export function inSimilarPlaces(
  file: readonly string[],
  block: readonly string[],
): readonly string[] | undefined {
  const shown = withoutEnds(block);
  if (shown.some(isElision)) return undefined;
  const searched = searchedFile(file);
  const parts = partsOf(shown).map(part => similarPlace(searched, part));
  const places = parts.every(part => part !== undefined) ? parts : [similarPlace(searched, shown)];
  const lines: string[] = [];
  let at = 0;
  for (const place of places) {
    if (!place || place.start < at) return undefined;
    for (const line of file.slice(at, place.start)) lines.push(line);
    for (const line of place.lines) lines.push(line);
    at = place.end;
  }
  for (const line of file.slice(at)) lines.push(line);
  return lines;
}

/** Without the lines at both ends that stand for the rest of the file. */
function withoutEnds(block: readonly string[]): readonly string[] {
  const isShown = (line: string): boolean => isWritten(line) && !isElision(line);
  return block.slice(block.findIndex(isShown), block.findLastIndex(isShown) + 1);
}

function partsOf(block: readonly string[]): (readonly string[])[] {
  const depth = indentOf(block.find(isWritten) ?? '').length;
  const parts: string[][] = [];
  let isBlank = true;
  for (const line of block) {
    if (!isWritten(line)) isBlank = true;
    else if (isBlank && indentOf(line).length <= depth) {
      parts.push([line]);
      isBlank = false;
      continue;
    } else isBlank = false;
    parts.at(-1)?.push(line);
  }
  return parts.map(part => part.slice(0, part.findLastIndex(isWritten) + 1));
}
