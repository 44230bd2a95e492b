import { splitLines } from '../lines';

/** What a line of a hunk says about what it replaces. */
export interface RemovedHint {
  /** Line of the hunk's new side, from 0; -1 is the line above the hunk. */
  readonly line: number;
  /** The removed line, without indentation and line break. */
  readonly text: string;
  /** How many more were removed that have no line of their own to stand beside. */
  readonly more: number;
}

/** Puts each removed line beside the line that stands in its place. */
export function removedHints(hunk: { readonly old: string; readonly new: string }): RemovedHint[] {
  const removed = splitLines(hunk.old);
  const added = splitLines(hunk.new);
  const [first] = removed;
  if (first === undefined) return [];
  if (added.length === 0) {
    return [{ line: -1, text: first.trim(), more: removed.length - 1 }];
  }
  const paired = Math.min(removed.length, added.length);
  return removed.slice(0, paired).map((before, line) => ({
    line,
    text: before.trim(),
    more: line === paired - 1 ? removed.length - paired : 0,
  }));
}
