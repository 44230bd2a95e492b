import type { LineEnd } from '../../common/lineEnd';
import type { CursorSnapshot } from '../snapshot';

/** The line break of the document around a cursor; `\n` where none is in sight. */
export function lineEndOf({ prefix, suffix }: CursorSnapshot): LineEnd {
  return breaksWithReturn(prefix) || breaksWithReturn(suffix) ? '\r\n' : '\n';
}

/**
 * A text with the line breaks of a document. Answers come with `\n`; only with the document's own do they agree,
 * letter for letter, with what the document holds once they were typed or accepted.
 */
export function withLineEnds(text: string, lineEnd: LineEnd): string {
  return text.includes('\n') ? text.replace(/\r?\n/g, lineEnd) : text;
}

// Documents have one kind of line break, so the first tells.
function breaksWithReturn(text: string): boolean {
  return text[text.indexOf('\n') - 1] === '\r';
}
