import type { CursorSnapshot } from '../snapshot';

/** A text to show at the cursor. */
export interface Candidate {
  readonly text: string;
  /** UTF-16 code units right of the cursor that the text takes the place of. */
  readonly replaces: number;
}

/** What stands around the cursor once a candidate was accepted, as far as the window of `snapshot` shows it. */
export function afterAccept(snapshot: CursorSnapshot, { text, replaces }: Candidate): CursorSnapshot {
  return { ...snapshot, prefix: snapshot.prefix + text, suffix: snapshot.suffix.slice(replaces) };
}

/**
 * What stands around the cursor once the first line of a candidate was accepted; undefined when it has but one.
 * Line breaks before the first visible character belong to that line.
 */
export function afterFirstLine(
  snapshot: CursorSnapshot,
  { text, replaces }: Candidate,
): CursorSnapshot | undefined {
  const end = /\S[^\r\n]*(?=\r?\n)/.exec(text);
  return end
    ? afterAccept(snapshot, { text: text.slice(0, end.index + end[0].length), replaces })
    : undefined;
}
