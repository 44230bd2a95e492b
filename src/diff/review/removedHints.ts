import { breakLength, splitLines } from '../lines';
import { similarLines } from '../similarLines';

/** What a line of a hunk says about what it replaces. */
export interface RemovedHint {
  /** Line of the hunk's new side, from 0; -1 is the line above the hunk. */
  readonly line: number;
  /** The removed line, without indentation and line break. */
  readonly text: string;
  /** How many more were removed that have no line of their own to stand beside. */
  readonly more: number;
  /** What is new in the line, as columns; undefined where the two lines have little in common. */
  readonly changed: { readonly from: number; readonly to: number } | undefined;
}

/** Puts each removed line beside the line that stands in its place. */
export function removedHints(hunk: { readonly old: string; readonly new: string }): RemovedHint[] {
  const removed = splitLines(hunk.old).map(bare);
  const added = splitLines(hunk.new).map(bare);
  const [first] = removed;
  if (first === undefined) return [];
  if (added.length === 0) {
    return [{ line: -1, text: first.trim(), more: removed.length - 1, changed: undefined }];
  }
  const paired = Math.min(removed.length, added.length);
  return removed.slice(0, paired).map((before, line) => ({
    line,
    text: before.trim(),
    more: line === paired - 1 ? removed.length - paired : 0,
    changed: changedColumns(before, added[line] ?? ''),
  }));
}

function changedColumns(before: string, after: string): RemovedHint['changed'] {
  if (!similarLines(before, after)) return undefined;
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shortest && before[prefix] === after[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shortest - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix++;
  return { from: prefix, to: after.length - suffix };
}

function bare(line: string): string {
  return line.slice(0, line.length - breakLength(line));
}
