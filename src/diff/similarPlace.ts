import { indentOf } from '../common/code/indent';
import { longestRise, type Anchor } from './anchors';
import { hasWords } from './lines';

/** The lines of a file that some code stands for, as it goes there. */
export interface SimilarPlace {
  readonly start: number;
  /** Behind the last line. */
  readonly end: number;
  /** The code, indented as those lines are. */
  readonly lines: readonly string[];
}

/** A file in which places are looked for, read once. */
export interface SearchedFile {
  /** Without line breaks. */
  readonly lines: readonly string[];
  /** The same without the white space around them. */
  readonly bare: readonly string[];
  readonly has: ReadonlySet<string>;
  /** Where each line with words stands that is there once, without the white space around it. */
  readonly once: ReadonlyMap<string, number>;
}

/** @param lines without line breaks */
export function searchedFile(lines: readonly string[]): SearchedFile {
  const bare = lines.map(withoutSpace);
  return { lines, bare, has: new Set(lines), once: occurringOnce(bare) };
}

/**
 * Where most of a block stands already, though a little changed: by the lines that are there once on both sides. It has to begin and end with
 * lines that the block begins and ends with; undefined where that is not sure, as where the lines stand in several places.
 * Takes n log n steps in the lines of the block and of its place.
 * @param block lines without line breaks
 */
export function similarPlace(file: SearchedFile, block: readonly string[]): SimilarPlace | undefined {
  const bare = block.map(withoutSpace);
  const all = anchorsOf(file, bare);
  const anchors = together(all, block.length);
  // What stands in several places far from each other is no one thing.
  if (anchors.length * 10 < all.length * 9) return undefined;
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (!first || !last) return undefined;
  const start = nearest(file.bare, bare[0] ?? '', first.b - first.a);
  const end = nearest(file.bare, bare.at(-1) ?? '', last.b + block.length - 1 - last.a);
  if (start === undefined || end === undefined || start > first.b || end < last.b) return undefined;
  const had = new Set(file.bare.slice(start, end + 1));
  const written = bare.filter(hasWords);
  const kept = written.filter(line => had.has(line));
  if (kept.length * 2 < written.length) return undefined;
  return { start, end: end + 1, lines: moved(block, first, file) };
}

const withoutSpace = (line: string): string => line.trim();

function anchorsOf({ once }: SearchedFile, block: readonly string[]): readonly Anchor[] {
  const pairs = [...occurringOnce(block)].flatMap(([line, a]) => {
    const b = once.get(line);
    return b === undefined ? [] : [{ a, b }];
  });
  return longestRise(pairs);
}

/** Where each line with words stands, in their order, that is there once. */
function occurringOnce(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, line] of lines.entries()) places.set(line, places.has(line) ? -1 : at);
  for (const [line, at] of places) if (at < 0 || !hasWords(line)) places.delete(line);
  return places;
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
function moved(block: readonly string[], { a, b }: Anchor, { lines, has }: SearchedFile): readonly string[] {
  const [present, wanted] = [indentOf(block[a] ?? ''), indentOf(lines[b] ?? '')];
  if (present === wanted) return block;
  const more = wanted.endsWith(present) ? wanted.slice(0, wanted.length - present.length) : '';
  const less = present.endsWith(wanted) ? present.slice(wanted.length) : '';
  /** Whether lines stay where they are, as the last one that is there in either way. */
  let stays = false;
  return block.map(line => {
    if (line.trim() === '' || !line.startsWith(less)) return line;
    const there = more + line.slice(less.length);
    if (has.has(there)) stays = false;
    else if (has.has(line)) stays = true;
    return stays ? line : there;
  });
}
