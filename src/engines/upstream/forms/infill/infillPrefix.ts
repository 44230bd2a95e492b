import { lastLines } from './lastLines';

/**
 * Most code units of the text before a cursor that go as the prefix: of ordinary code some 600 tokens, fewer than three
 * quarters of the batch of 1024 that llama.cpp's own settings for such models have.
 */
export const mostUnits = 2_000;

/**
 * Divides the text before a cursor into what goes as the prefix and what stands before that. llama.cpp takes three
 * quarters of a batch (`-b`, 2048 tokens unless said) of a prefix and leaves out the rest, at its front and by the
 * token: with each key another beginning, so that nothing of what it has cached fits. Here the beginning moves in
 * steps, and stays where it is from key to key.
 */
export function infillPrefix(text: string): { readonly head: string; readonly prefix: string } {
  const { first, last } = lastLines(text, mostUnits);
  return { head: first, prefix: last };
}
