import { align, Numbering } from './alignment';
import { splitLines } from './lines';

/** Lines `oldStart` to `oldEnd` of the original became lines `newStart` to `newEnd`: from 0, ends exclusive. */
export interface LineHunk {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/**
 * The smallest hunks between two texts given as lines with their breaks. Lines are equal only to the letter, line
 * breaks and indentation included. A hunk that could stand in several places stands where a user would draw it.
 * The work is bounded: for very different texts the hunks are right but may not be the smallest.
 */
export function hunksOf(before: readonly string[], after: readonly string[]): LineHunk[] {
  const numbering = new Numbering();
  const { removed, added } = align(numbering.of(before), numbering.of(after));
  const hunks: LineHunk[] = [];
  let [oldStart, newStart] = [0, 0];
  while (oldStart < before.length || newStart < after.length) {
    let [oldEnd, newEnd] = [oldStart, newStart];
    while (removed[oldEnd] === 1) oldEnd++;
    while (added[newEnd] === 1) newEnd++;
    if (oldEnd > oldStart || newEnd > newStart) hunks.push({ oldStart, oldEnd, newStart, newEnd });
    // Behind a hunk stands a pair of equal lines, or the end of both.
    oldStart = oldEnd + 1;
    newStart = newEnd + 1;
  }
  const settled: LineHunk[] = [];
  hunks.forEach((hunk, at) => settled.push(settle(hunk, settled.at(-1), hunks[at + 1], before, after)));
  return settled;
}

/** One piece of two texts side by side: the same on both sides, or a hunk. */
export interface Piece {
  readonly old: string;
  readonly new: string;
  readonly isHunk: boolean;
}

/** Two texts as pieces in order: joining one side of them gives that text back. */
export function piecesOf(before: string, after: string): Piece[] {
  const oldLines = splitLines(before);
  const newLines = splitLines(after);
  const pieces: Piece[] = [];
  let [oldAt, newAt] = [0, 0];
  const add = (oldEnd: number, newEnd: number, isHunk: boolean): void => {
    if (oldEnd > oldAt || newEnd > newAt) {
      const old = oldLines.slice(oldAt, oldEnd).join('');
      pieces.push({ old, new: isHunk ? newLines.slice(newAt, newEnd).join('') : old, isHunk });
    }
    [oldAt, newAt] = [oldEnd, newEnd];
  };
  for (const { oldStart, oldEnd, newStart, newEnd } of hunksOf(oldLines, newLines)) {
    add(oldStart, newStart, false);
    add(oldEnd, newEnd, true);
  }
  add(oldLines.length, newLines.length, false);
  return pieces;
}

/**
 * A hunk that only adds or only removes can often stand one line higher or lower and say the same (a function added
 * between two others: whose closing bracket is the new one?). It is put where its first line is the least indented,
 * the lowest of those, and never so far that it touches its neighbour: so all hunks together take no more steps than
 * there are lines.
 */
function settle(
  hunk: LineHunk,
  previous: LineHunk | undefined,
  next: LineHunk | undefined,
  before: readonly string[],
  after: readonly string[],
): LineHunk {
  const adds = hunk.oldStart === hunk.oldEnd;
  if (!adds && hunk.newStart < hunk.newEnd) return hunk;
  const lines = adds ? after : before;
  const [start, end] = adds ? [hunk.newStart, hunk.newEnd] : [hunk.oldStart, hunk.oldEnd];
  const first = previous ? (adds ? previous.newEnd : previous.oldEnd) + 1 : 0;
  const last = next ? (adds ? next.newStart : next.oldStart) - 1 : lines.length;
  let up = 0;
  while (start - up > first && lines[start - up - 1] === lines[end - up - 1]) up++;
  let down = 0;
  while (end + down < last && lines[start + down] === lines[end + down]) down++;
  let best = 0;
  let least = Infinity;
  for (let by = -up; by <= down; by++) {
    const cost = depth(lines[start + by] ?? '', lines[start + by - 1] ?? '');
    if (cost <= least) [best, least] = [by, cost];
  }
  return {
    oldStart: hunk.oldStart + best,
    oldEnd: hunk.oldEnd + best,
    newStart: hunk.newStart + best,
    newEnd: hunk.newEnd + best,
  };
}

/** How deep a line that would begin a hunk is; a blank or closing line is no good beginning, behind a blank line is one. */
function depth(line: string, above: string): number {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  if (text === '') return 2000;
  return (
    indent * 2 +
    (/^[)\]}]|^(?:else|end|catch|finally)\b/.test(text) ? 1000 : 0) +
    (above.trim() === '' ? 0 : 1)
  );
}
