/**
 * Divides a text into lines at its end, no more than `most` UTF-16 code units, and what stands before them. Where they begin moves in steps of
 * a third of that: while a text grows, they begin for long at the same place.
 */
export function lastLines(text: string, most: number): { readonly first: string; readonly last: string } {
  const over = text.length - most;
  if (over <= 0) return { first: '', last: text };
  const step = Math.floor(most / 3);
  const from = startAt(text, Math.ceil(over / step) * step, step);
  return { first: text.slice(0, from), last: text.slice(from) };
}

/**
 * Where they begin, at or less than a step behind `at`: at the line that is indented least, since a model takes what it
 * is given for the beginning of something, and half of a function is none. Of several, at one behind a blank line, or the first. Without a
 * line at the whole character there.
 */
function startAt(text: string, at: number, step: number): number {
  let best: { readonly start: number; readonly cost: number } | undefined;
  for (let start = text.indexOf('\n', at - 1) + 1; start > 0 && start < at + step;) {
    const [, indent = '', first = ''] = /^([ \t]*)(\S?)/.exec(text.slice(start, start + mostIndent)) ?? [];
    const isGap = /\n[ \t]*\n$/.test(text.slice(Math.max(0, start - mostIndent), start));
    const cost = /^[)\]}]?$/.test(first) ? mostIndent : indent.length - (isGap ? 0.5 : 0);
    if (!best || cost < best.cost) best = { start, cost };
    start = text.indexOf('\n', start) + 1;
  }
  if (best) return best.start;
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}

/** Lines that are indented more count as indented so much, in UTF-16 code units. */
const mostIndent = 100;
