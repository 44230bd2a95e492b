/** What stands around the cursor at one moment: all a completion is asked from. */
export interface CursorSnapshot {
  /** Identifies the document while it is open. */
  readonly uri: string;
  /** As a model should see it: relative to the workspace where there is one, `/` as separator. */
  readonly path: string;
  /** VS Code language id. */
  readonly languageId: string;
  /** The line of the document at which the prefix begins, zero-based. */
  readonly firstLine: number;
  /** The window of text left of the cursor, beginning at a line start. */
  readonly prefix: string;
  /** The window of text right of the cursor. */
  readonly suffix: string;
  /** Nothing beyond the line of the cursor is wanted. */
  readonly oneLine?: true;
}

/**
 * What was typed between two snapshots of one document: the text by which the later prefix extends the earlier
 * one. Undefined when the later snapshot is not simply further typing at the same place. The windows need not
 * begin at the same line.
 */
export function typedSince(earlier: CursorSnapshot, later: CursorSnapshot): string | undefined {
  const before = inSameWindow(earlier, later);
  if (before === undefined || !later.prefix.startsWith(before)) return undefined;
  const typed = later.prefix.slice(before.length);
  return suffixAgrees(earlier.suffix, later.suffix, typed) ? typed : undefined;
}

/**
 * Whether `place` is where the cursor will be once some text was inserted at `now`, closing brackets right of the
 * cursor being replaced or not.
 */
export function liesAhead(now: CursorSnapshot, place: CursorSnapshot): boolean {
  const before = inSameWindow(now, place);
  return before !== undefined && place.prefix.startsWith(before) && now.suffix.endsWith(place.suffix);
}

/** Whether two snapshots are of the same place in the same text. */
export function isSamePlace(a: CursorSnapshot, b: CursorSnapshot): boolean {
  return a.suffix === b.suffix && typedSince(a, b) === '';
}

/** The same snapshot with a prefix that begins where that of `other` does; undefined when they are too far apart. */
export function anchored(snapshot: CursorSnapshot, other: CursorSnapshot): CursorSnapshot | undefined {
  const prefix = anchoredPrefix(snapshot, other);
  return prefix === undefined ? undefined : { ...snapshot, firstLine: other.firstLine, prefix };
}

function inSameWindow(earlier: CursorSnapshot, later: CursorSnapshot): string | undefined {
  if (earlier.uri !== later.uri || earlier.languageId !== later.languageId) return undefined;
  return anchoredPrefix(earlier, later);
}

/**
 * A window's start moves in steps while the cursor goes down; what was left out since is cut off, what was left out
 * before is taken from the other window.
 */
function anchoredPrefix({ prefix, firstLine }: CursorSnapshot, other: CursorSnapshot): string | undefined {
  const lines = other.firstLine - firstLine;
  if (lines === 0) return prefix;
  const at = startOfLine(lines > 0 ? prefix : other.prefix, Math.abs(lines));
  if (at === undefined) return undefined;
  return lines > 0 ? prefix.slice(at) : other.prefix.slice(0, at) + prefix;
}

function startOfLine(text: string, line: number): number | undefined {
  let at = 0;
  for (let n = 0; n < line; n++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return at;
}

/**
 * An editor closes brackets and quotes by itself: after `(` was typed the suffix begins with a `)` that was not
 * there before. Such a pair, typed since, does not make the text behind the cursor another text. Nor does a `)` that stood
 * there and is left of the cursor now: it was typed over, or a suggestion that begins with it was accepted up to there.
 */
export function suffixAgrees(earlier: string, later: string, typed: string): boolean {
  if (earlier === later) return true;
  const added = later.length - earlier.length;
  if (Math.abs(added) > maxAutoClosed) return false;
  if (added < 0) return earlier.endsWith(later) && isTypedOver(earlier.slice(0, -added), typed);
  if (added === 0 || !later.endsWith(earlier)) return false;
  return [...later.slice(0, added)].every(closer => typed.includes(openerOf[closer] ?? '\0'));
}

/** Whether these are closing brackets and quotes, and each of them was typed, in this order. */
function isTypedOver(closers: string, typed: string): boolean {
  let from = 0;
  for (const closer of closers) {
    const at = Object.hasOwn(openerOf, closer) ? typed.indexOf(closer, from) : -1;
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

const maxAutoClosed = 4;
const openerOf: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '"': '"',
  "'": "'",
  '`': '`',
};
