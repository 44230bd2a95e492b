import type { KnownAnswer } from './answerCache';
import type { CursorSnapshot } from './snapshot';
import type { SplitAnswer } from './splitAnswer';

/** A candidate as it was shown. */
export interface Accepted {
  readonly text: string;
  /** UTF-16 code units right of the cursor that the text takes the place of. */
  readonly replaces: number;
}

/** What stands around the cursor once a candidate was accepted, as far as the window of `snapshot` shows it. */
export function afterAccept(snapshot: CursorSnapshot, { text, replaces }: Accepted): CursorSnapshot {
  return { ...snapshot, prefix: snapshot.prefix + text, suffix: snapshot.suffix.slice(replaces) };
}

/**
 * The kept part of an answer as what is known about the place after its first part was accepted, so that the next
 * suggestion needs no request. Undefined when nothing was kept, or when the end of the first part was not shown
 * since it already stands in the document: the rest would follow somewhere else.
 * @param accepted the candidate that was made of `parts.show`
 */
export function laterAnswer(
  parts: SplitAnswer,
  snapshot: CursorSnapshot,
  accepted: Accepted,
): KnownAnswer | undefined {
  if (parts.later.trim() === '') return undefined;
  if (visibleEnd(accepted.text) !== visibleEnd(parts.show)) return undefined;
  return { snapshot: afterAccept(snapshot, accepted), text: parts.later };
}

/** The last line without its white space: filters may have changed the indentation, and the line breaks. */
function visibleEnd(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf('\n') + 1).trim();
}
