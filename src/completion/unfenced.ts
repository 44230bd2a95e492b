/** Leaves off an end of `text` that could be the beginning of `marker`. */
export function holdBack(text: string, marker: string): string {
  for (let length = Math.min(marker.length - 1, text.length); length > 0; length--) {
    if (marker.startsWith(text.slice(-length))) return text.slice(0, -length);
  }
  return text;
}

/**
 * The inside of a Markdown fence, when a text is one. While the text grows, what may yet become a fence is held back.
 * @param ended whether the text is complete
 */
export function unfenced(text: string, ended: boolean): string {
  const opening = /^\s*```[^\n`]*\n/.exec(text);
  if (!opening) return !ended && /^\s*(`{0,2}|```[^\n`]*)$/.test(text) ? '' : text;
  // A line break in front makes a fence at the very start look like any other.
  const inner = `\n${text.slice(opening[0].length)}`;
  const closing = inner.indexOf('\n```');
  const kept = closing >= 0 ? inner.slice(0, closing) : ended ? inner : holdBack(inner, '\n```');
  return kept.slice(1);
}
