import type { CursorSnapshot } from '../snapshot';

/** A cursor window and its place in the text that the server holds already. UTF-16 offsets into that text. */
export interface NarrowWindow {
  readonly prefix: string;
  readonly suffix: string;
  readonly within: { readonly from: number; readonly to: number };
  /** Whether it is of the smaller sizes: little has changed but the lines around the cursor. */
  readonly small: boolean;
}

/** Lines kept before and behind the cursor, tried in this order: the narrowest that leaves out nothing new wins. */
const sizes: readonly (readonly [before: number, after: number])[] = [
  [6, 2],
  [12, 4],
  [24, 8],
  [60, 20],
];

/** How many of the sizes are small: a new document is not worth sending yet. */
const smallSizes = 2;

/**
 * The smallest window around the cursor that still carries everything the server does not know: what it leaves
 * out stands, letter for letter, in the text that was sent ahead. Undefined when the changes reach too far for
 * that; then the whole window has to go.
 * @param sent the text of this document as it was sent ahead
 */
export function narrowWindow({ prefix, suffix }: CursorSnapshot, sent: string): NarrowWindow | undefined {
  for (const [index, [before, after]] of sizes.entries()) {
    const start = startOfLast(prefix, before);
    const end = endOfFirst(suffix, after);
    const head = prefix.slice(0, start);
    const tail = suffix.slice(end);
    const at = sent.indexOf(head);
    if (at < 0) continue;
    const from = at + head.length;
    // A suffix that is short enough to go whole reaches to the end of the document.
    const to = tail === '' ? sent.length : sent.indexOf(tail, from);
    if (to < 0) continue;
    const within = { from, to };
    return { prefix: prefix.slice(start), suffix: suffix.slice(0, end), within, small: index < smallSizes };
  }
  return undefined;
}

/** Where the last `count` lines of a text begin, the one of the cursor among them. */
function startOfLast(text: string, count: number): number {
  let at = text.length;
  for (let line = 0; line < count; line++) {
    at = text.lastIndexOf('\n', at - 1);
    if (at <= 0) return 0;
  }
  return at + 1;
}

/** Where the first `count` lines of a text end. */
function endOfFirst(text: string, count: number): number {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
}
