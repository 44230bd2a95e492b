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

/** The first line that begins at or behind `at`, if there is one within a step; else the whole character there. */
function startAt(text: string, at: number): number {
  const line = text.slice(at - 1, at + step - 1).indexOf('\n');
  if (line >= 0) return at + line;
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}
