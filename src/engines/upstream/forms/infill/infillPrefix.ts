/**
 * Most code units of the text before a cursor that go as the prefix: of ordinary code some 600 tokens, fewer than three
 * quarters of the batch of 1024 that llama.cpp's own settings for such models have.
 */
export const mostUnits = 2_000;

/** Where the prefix may begin: at the line behind a multiple of this, in code units. */
const step = Math.floor(mostUnits / 3);

/**
 * Divides the text before a cursor into what goes as the prefix and what stands before that. llama.cpp takes three
 * quarters of a batch (`-b`, 2048 tokens unless said) of a prefix and leaves out the rest, at its front and by the
 * token: with each key another beginning, so that nothing of what it has cached fits. Here the beginning moves in
 * steps, and stays where it is from key to key.
 */
export function infillPrefix(text: string): { readonly head: string; readonly prefix: string } {
  const over = text.length - mostUnits;
  if (over <= 0) return { head: '', prefix: text };
  const from = startAt(text, Math.ceil(over / step) * step);
  return { head: text.slice(0, from), prefix: text.slice(from) };
}

/**
 * Where the prefix begins, at or less than a step behind `at`: at the line that is indented least, since a model takes what it
 * is given for the beginning of something, and half of a function is none. Of several, at one behind a blank line, or the first. Without a
 * line at the whole character there.
 */
function startAt(text: string, at: number): number {
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
