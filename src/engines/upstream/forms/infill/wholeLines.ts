/**
 * As many whole lines of a text, from its beginning, as are no longer than `most` UTF-16 code units. Of a first line that is longer, as much as
 * that; never half a character.
 */
export function wholeLines(text: string, most: number): string {
  if (text.length <= most) return text;
  const line = text.lastIndexOf('\n', most - 1);
  // The first line is the rest of the cursor's.
  if (line > 0) return text.slice(0, line + 1);
  return text.slice(0, /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most);
}
