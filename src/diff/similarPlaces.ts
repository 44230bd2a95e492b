import { indentOf } from '../common/code/indent';
import { isElision } from './elision';
import { similarPlace } from './similarPlace';

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
  const parts = partsOf(shown).map(part => similarPlace(file, part));
  const places = parts.every(part => part !== undefined) ? parts : [similarPlace(file, shown)];
  let lines: readonly string[] = file;
  let before = file.length;
  // From the end, so that those before stay where they are.
  for (const place of places.reverse()) {
    if (!place || place.end > before) return undefined;
    lines = [...lines.slice(0, place.start), ...place.lines, ...lines.slice(place.end)];
    before = place.start;
  }
  return lines;
}

/** Without the lines at both ends that stand for the rest of the file. */
function withoutEnds(block: readonly string[]): readonly string[] {
  const isShown = (line: string): boolean => line.trim() !== '' && !isElision(line);
  return block.slice(block.findIndex(isShown), block.findLastIndex(isShown) + 1);
}

function partsOf(block: readonly string[]): (readonly string[])[] {
  const depth = indentOf(block.find(line => line.trim() !== '') ?? '').length;
  const parts: string[][] = [];
  let isBlank = true;
  for (const line of block) {
    if (line.trim() === '') isBlank = true;
    else if (isBlank && indentOf(line).length <= depth) {
      parts.push([line]);
      isBlank = false;
      continue;
    } else isBlank = false;
    parts.at(-1)?.push(line);
  }
  return parts.map(part => part.slice(0, part.findLastIndex(line => line.trim() !== '') + 1));
}
