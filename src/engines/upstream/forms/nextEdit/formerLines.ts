import type { NextEditTask } from './nextEditTask';

/** The two sides of a unified diff, as text without a line break at the end. */
export interface DiffSides {
  readonly old: string;
  readonly now: string;
}

/** What stood in the lines of a diff, and what stands there now. */
export function sidesOf(diff: string): DiffSides {
  const old: string[] = [];
  const now: string[] = [];
  for (const line of diff.split('\n')) {
    const text = line.slice(1);
    if (line.startsWith('-')) old.push(text);
    else if (line.startsWith('+')) now.push(text);
    else if (line.startsWith(' ')) {
      old.push(text);
      now.push(text);
    }
  }
  return { old: old.join('\n'), now: now.join('\n') };
}

/** The lines around the cursor as they were before the last change of the file; as they are where that was elsewhere. */
export function formerLines({ path, before, after, diffs }: NextEditTask): string {
  const lines = before + after;
  const last = diffs.findLast(diff => diff.path === path);
  if (!last) return lines;
  const { old, now } = sidesOf(last.diff);
  const at = now === '' ? -1 : lines.indexOf(now);
  return at < 0 ? lines : lines.slice(0, at) + old + lines.slice(at + now.length);
}
