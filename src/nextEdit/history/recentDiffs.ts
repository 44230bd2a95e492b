import { hunksOf } from '../../diff/hunks';
import type { HistoryEntry } from './recentHistory';

/** Lines around a change that the history keeps. */
const mostAround = 3;

/** One change as a small unified diff. */
export interface RecentDiff {
  /** The document's URI as text. */
  readonly uri: string;
  readonly languageId: string;
  /** When its last key was pressed, ms. */
  readonly time: number;
  /** Hunks of a unified diff with up to three lines around them, without names of files. Ends without a line break. */
  readonly diff: string;
}

/**
 * The newest changes as unified diffs, the oldest of them first, so that one more comes behind those that are there.
 * @param entries the newest first, as the history gives them
 * @param budget UTF-16 code units of all diffs together
 * @param around lines shown above and below each, three at the most
 */
export function recentDiffs(
  entries: readonly HistoryEntry[],
  budget: number,
  around: number = mostAround,
): RecentDiff[] {
  const diffs: RecentDiff[] = [];
  let left = budget;
  for (const entry of entries) {
    const diff = unifiedDiff(entry, around);
    if (diff.length > left) break;
    left -= diff.length;
    diffs.push({ uri: entry.uri, languageId: entry.languageId, time: entry.time, diff });
  }
  return diffs.reverse();
}

function unifiedDiff(entry: HistoryEntry, around: number): string {
  const { line, before, after } = entry;
  const above = entry.above.slice(Math.max(0, entry.above.length - around));
  const below = entry.below.slice(0, around);
  const old = linesOf(before);
  const now = linesOf(after);
  const body = above.map(each => ` ${each}`);
  let at = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of hunksOf(old, now)) {
    for (const each of old.slice(at, oldStart)) body.push(` ${each}`);
    for (const each of old.slice(oldStart, oldEnd)) body.push(`-${each}`);
    for (const each of now.slice(newStart, newEnd)) body.push(`+${each}`);
    at = oldEnd;
  }
  for (const each of old.slice(at)) body.push(` ${each}`);
  for (const each of below) body.push(` ${each}`);
  const first = line - above.length + 1;
  const shown = above.length + below.length;
  return [`@@ -${first},${old.length + shown} +${first},${now.length + shown} @@`, ...body].join('\n');
}

function linesOf(text: string): string[] {
  return text.split('\n').map(line => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
