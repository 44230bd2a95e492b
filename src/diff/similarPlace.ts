import { indentOf } from '../common/code/indent';
import { anchorsOf, type Anchor, type Part } from './anchors';

/** The lines of a file that some code stands for, as it goes there. */
export interface SimilarPlace {
  readonly start: number;
  /** Behind the last line. */
  readonly end: number;
  /** The code, indented as those lines are. */
  readonly lines: readonly string[];
}

/**
 * Where most of a block stands already, though a little changed: by the lines that are there once on both sides. It has to begin and end with
 * lines that the block begins and ends with; undefined where that is not sure, as where the lines stand in several places.
 * Takes n log n steps.
 * @param file lines without line breaks
 * @param block lines without line breaks
 */
export function similarPlace(file: readonly string[], block: readonly string[]): SimilarPlace | undefined {
  const [bareFile, bareBlock] = [file.map(bare), block.map(bare)];
  const all = anchorsOf(...numbered(bareBlock, bareFile));
  const anchors = together(all, block.length);
  // What stands in several places far from each other is no one thing.
  if (anchors.length * 10 < all.length * 9) return undefined;
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (!first || !last) return undefined;
  const start = nearest(bareFile, bareBlock[0] ?? '', first.b - first.a);
  const end = nearest(bareFile, bareBlock.at(-1) ?? '', last.b + block.length - 1 - last.a);
  if (start === undefined || end === undefined || start > first.b || end < last.b) return undefined;
  const had = new Set(bareFile.slice(start, end + 1));
  const written = bareBlock.filter(isWritten);
  const kept = written.filter(line => had.has(line));
  if (kept.length * 2 < written.length) return undefined;
  return { start, end: end + 1, lines: moved(block, first, file) };
}

const bare = (line: string): string => line.trim();
const isWritten = (line: string): boolean => /\p{L}/u.test(line);

/** Lines as numbers, the same for the same line; those without words are as many different ones. */
function numbered(block: readonly string[], file: readonly string[]): [Part, Part] {
  const numbers = new Map<string, number>();
  let signs = 0;
  const part = (lines: readonly string[]): Part => {
    const items = Int32Array.from(lines, line => {
      if (!isWritten(line)) return --signs;
      const number = numbers.get(line) ?? numbers.size;
      numbers.set(line, number);
      return number;
    });
    return { items, from: 0, to: items.length };
  };
  return [part(block), part(file)];
}

/** The anchors that stand as near to each other in the file as in the block, or nearly so. */
function together(anchors: readonly Anchor[], length: number): readonly Anchor[] {
  const middle = anchors[Math.floor(anchors.length / 2)];
  if (!middle) return [];
  const shift = middle.b - middle.a;
  return anchors.filter(({ a, b }) => Math.abs(b - a - shift) <= Math.max(3, length / 3));
}

/** How far from its place a line is looked for: lines may have come or gone in between. */
const reach = 12;

/** The line that is the same as another one, the nearest to a place. */
function nearest(file: readonly string[], line: string, place: number): number | undefined {
  for (let away = 0; away <= reach; away++) {
    for (const at of [place - away, place + away]) if (file[at] === line) return at;
  }
  return undefined;
}

/** A block, indented as the file is at an anchor; lines that are there as they are stay so. */
function moved(block: readonly string[], { a, b }: Anchor, file: readonly string[]): readonly string[] {
  const [present, wanted] = [indentOf(block[a] ?? ''), indentOf(file[b] ?? '')];
  if (present === wanted) return block;
  const had = new Set(file);
  const more = wanted.endsWith(present) ? wanted.slice(0, wanted.length - present.length) : '';
  const less = present.endsWith(wanted) ? present.slice(wanted.length) : '';
  /** Whether lines stay where they are, as the last one that is there in either way. */
  let stays = false;
  return block.map(line => {
    if (line.trim() === '' || !line.startsWith(less)) return line;
    const there = more + line.slice(less.length);
    if (had.has(there)) stays = false;
    else if (had.has(line)) stays = true;
    return stays ? line : there;
  });
}
