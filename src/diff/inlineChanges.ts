import { align, Numbering } from './alignment';

/** A part of a text that has no counterpart on the other side: UTF-16 offsets, `start < end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** What differs inside a hunk, word by word, for display. */
export interface InlineChanges {
  readonly removed: readonly TextRange[];
  readonly added: readonly TextRange[];
}

/** Longer sides are shown as changed as a whole, in UTF-16 code units. */
const longest = 20_000;

/** Below this share of common text the words in common are chance, and marks would only flicker. */
const leastCommon = 0.3;

/**
 * The words of a hunk's sides that differ: words, runs of white space and single other characters (whole code points,
 * never half a surrogate pair). Nothing when the sides have little in common or are very long: then all of it is new.
 */
export function inlineChanges(before: string, after: string): InlineChanges | undefined {
  if (before === '' || after === '' || before.length + after.length > longest) return undefined;
  const numbering = new Numbering();
  const [oldWords, newWords] = [wordsOf(before), wordsOf(after)];
  const { removed, added } = align(numbering.of(oldWords), numbering.of(newWords), 256);
  const result = { removed: ranges(oldWords, removed), added: ranges(newWords, added) };
  const common = visibleLength(oldWords, removed);
  const all = Math.max(visibleLength(oldWords), visibleLength(newWords));
  return common < all * leastCommon ? undefined : result;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|\r\n|\n|[^\S\r\n]+|./gsu) ?? [];
}

function visibleLength(words: readonly string[], marks?: Uint8Array): number {
  return words.reduce((sum, word, at) => sum + (marks?.[at] === 1 ? 0 : word.trim().length), 0);
}

function ranges(words: readonly string[], marks: Uint8Array): TextRange[] {
  const out: { start: number; end: number }[] = [];
  let at = 0;
  words.forEach((word, index) => {
    const end = at + word.length;
    if (marks[index] === 1) {
      const last = out.at(-1);
      if (last?.end === at) last.end = end;
      else out.push({ start: at, end });
    }
    at = end;
  });
  return out;
}
