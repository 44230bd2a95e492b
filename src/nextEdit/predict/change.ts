import { changedSpan } from '../../diff/changedSpan';
import { hunksOf } from '../../diff/hunks';
import { similarLines } from '../../diff/similarLines';
import type { HistoryEntry } from '../history/recentHistory';

/** Lines that were changed together, the smallest piece of an entry that means something by itself. */
export interface Change {
  readonly uri: string;
  readonly languageId: string;
  /** ms */
  readonly time: number;
  /** Without line breaks. None for lines that were only added, or only removed. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The lines in front of it and behind it, where they are known. */
  readonly above: string | undefined;
  readonly below: string | undefined;
  /** Where the first line of `after` stands now, UTF-16; undefined where something newer changed it. */
  readonly start: number | undefined;
}

/** The pieces of an entry, from above. */
export function changesOf(entry: HistoryEntry): Change[] {
  const before = entry.before.split('\n');
  const after = entry.after.split('\n');
  const starts: number[] = [];
  let at = 0;
  for (const line of after) {
    starts.push(at);
    at += line.length + 1;
  }
  const [old, now] = [before.map(bare), after.map(bare)];
  const changes: Change[] = [];
  const add = (oldFrom: number, oldTo: number, nowFrom: number, nowTo: number): void => {
    changes.push({
      uri: entry.uri,
      languageId: entry.languageId,
      time: entry.time,
      before: old.slice(oldFrom, oldTo),
      after: now.slice(nowFrom, nowTo),
      above: nowFrom > 0 ? now[nowFrom - 1] : entry.above.at(-1),
      below: nowTo < now.length ? now[nowTo] : entry.below[0],
      start: entry.start === undefined ? undefined : entry.start + (starts[nowFrom] ?? entry.after.length),
    });
  };
  for (const { oldStart, oldEnd, newStart, newEnd } of hunksOf(old, now)) {
    const paired = oldEnd - oldStart === newEnd - newStart;
    if (paired && isLineByLine(old.slice(oldStart, oldEnd), now.slice(newStart, newEnd))) {
      for (let n = 0; n < oldEnd - oldStart; n++)
        add(oldStart + n, oldStart + n + 1, newStart + n, newStart + n + 1);
    } else {
      add(oldStart, oldEnd, newStart, newEnd);
    }
  }
  return changes;
}

/** As many lines as before are the same lines, each changed, unless nothing of them is left. */
function isLineByLine(before: readonly string[], after: readonly string[]): boolean {
  return before.every((line, n) => similarLines(line, after[n] ?? '') || keepsEnds(line, after[n] ?? ''));
}

function keepsEnds(before: string, after: string): boolean {
  const [a, b] = [before.trim(), after.trim()];
  const span = changedSpan(a, b, 0);
  const same = a.length - (span?.length ?? 0);
  return same * 4 >= Math.max(a.length, b.length);
}

function bare(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
