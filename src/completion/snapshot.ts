/** What stands around the cursor at one moment: all a completion is asked from. */
export interface CursorSnapshot {
  /** Identifies the document while it is open. */
  readonly uri: string;
  /** As a model should see it: relative to the workspace where there is one, `/` as separator. */
  readonly path: string;
  /** VS Code language id. */
  readonly languageId: string;
  /** The window of text left of the cursor, beginning at a line start. */
  readonly prefix: string;
  /** The window of text right of the cursor. */
  readonly suffix: string;
}

/**
 * What was typed between two snapshots of one document: the text by which the later prefix extends the earlier
 * one. Undefined when the later snapshot is not simply further typing at the same place.
 */
export function typedSince(earlier: CursorSnapshot, later: CursorSnapshot): string | undefined {
  if (earlier.uri !== later.uri || earlier.languageId !== later.languageId) return undefined;
  if (!later.prefix.startsWith(earlier.prefix)) return undefined;
  const typed = later.prefix.slice(earlier.prefix.length);
  return suffixAgrees(earlier.suffix, later.suffix, typed) ? typed : undefined;
}

/**
 * An editor closes brackets and quotes by itself: after `(` was typed the suffix begins with a `)` that was not
 * there before. Such a pair, typed since, does not make the text behind the cursor another text.
 */
function suffixAgrees(earlier: string, later: string, typed: string): boolean {
  if (earlier === later) return true;
  const added = later.length - earlier.length;
  if (added <= 0 || added > maxAutoClosed || !later.endsWith(earlier)) return false;
  return [...later.slice(0, added)].every(closer => typed.includes(openerOf[closer] ?? '\0'));
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
