import type { TextEdit } from './textEdit';

/**
 * The one edit that turns a text into another: what is between their common beginning and their common end. Undefined
 * when they are the same. Never cuts a surrogate pair or a CRLF in two.
 *
 * @param offset where the text begins in the document, UTF-16
 */
export function changedSpan(before: string, after: string, offset: number): TextEdit | undefined {
  if (before === after) return undefined;
  const shortest = Math.min(before.length, after.length);
  let prefix = 0;
  while (before[prefix] === after[prefix]) prefix++;
  if (splitsPair(before, prefix) || splitsPair(after, prefix)) prefix--;
  let suffix = 0;
  while (suffix < shortest - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix++;
  if (splitsPair(before, before.length - suffix) || splitsPair(after, after.length - suffix)) suffix--;
  return {
    offset: offset + prefix,
    length: before.length - prefix - suffix,
    text: after.slice(prefix, after.length - suffix),
  };
}

/** Whether a cut at `at` goes through a surrogate pair or a CRLF. */
function splitsPair(text: string, at: number): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]|\r\n/.test(text.slice(Math.max(0, at - 1), at + 1));
}
