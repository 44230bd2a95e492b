import { splitLines } from './lines';

/** Whole lines of a text, UTF-16 offsets, and what takes their place. */
export interface ChangedLines {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The lines in which two texts differ, as one piece. Undefined when they are the same. The piece is never empty in a
 * text that is not: what is only inserted comes with the line in front of it, or behind it, so that it has a place.
 */
export function changedLines(before: string, after: string): ChangedLines | undefined {
  if (before === after) return undefined;
  const [old, now] = [splitLines(before), splitLines(after)];
  const shortest = Math.min(old.length, now.length);
  let head = 0;
  while (old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  if (head + tail === old.length) {
    if (head > 0) head--;
    else if (tail > 0) tail--;
  }
  const start = lengthOf(old.slice(0, head));
  const end = before.length - lengthOf(old.slice(old.length - tail));
  return { start, end, text: now.slice(head, now.length - tail).join('') };
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
