import { wholeLines } from './wholeLines';

/** Most code units of the text behind a cursor that go as the suffix: some 110 tokens of ordinary code. */
export const mostUnits = 400;

/** Most code units that go as a file of their own, of what stands behind that. */
export const mostBehind = 2_400;

/**
 * Divides the text behind a cursor into what goes as the suffix and what stands behind that. The model's form has the
 * suffix behind the prefix, so all of it is read anew with each key; what goes as another file, in front, is not, and
 * stays the same while a line is being typed. Both end with a line where there is one.
 */
export function infillSuffix(text: string): { readonly suffix: string; readonly tail: string } {
  const suffix = wholeLines(text, mostUnits);
  return { suffix, tail: wholeLines(text.slice(suffix.length), mostBehind) };
}
