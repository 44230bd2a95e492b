import { hunksOf } from '../../diff/hunks';
import type { HistoryEntry } from './recentHistory';

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
 */
export function recentDiffs(entries: readonly HistoryEntry[], budget: number): RecentDiff[] {
  const diffs: RecentDiff[] = [];
  let left = budget;
  for (const entry of entries) {
    const diff = unifiedDiff(entry);
    if (diff.length > left) break;
    left -= diff.length;
    diffs.push({ uri: entry.uri, languageId: entry.languageId, time: entry.time, diff });
  }
  return diffs.reverse();
}

function unifiedDiff({ line, before, after, above, below }: HistoryEntry): string {
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
  const around = above.length + below.length;
  return [`@@ -${first},${old.length + around} +${first},${now.length + around} @@`, ...body].join('\n');
}

function linesOf(text: string): string[] {
  return text.split('\n').map(line => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
