/** Code units of one token: a space and a word of five, which the replay engine does not cut. */
const tokenLength = 6;

/** What the gateway answers, whatever it is asked: numbered words, so that a lost or foreign one is seen. */
export const answer = Array.from({ length: 2_000 }, (_, at) => ` ${String(at).padStart(5, '0')}`).join('');

/** Tokens in a piece of that answer. */
export function tokensOf(text: string): number {
  return text.length / tokenLength;
}
