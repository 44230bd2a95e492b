/**
 * Cuts text into pieces of about the size of a model's tokens: a word or a part of one with the space before
 * it, up to two signs, or white space. Joined they are the text again; no character is cut in half. Cuts only
 * as far as it is read, so that the first piece of a long text comes at once.
 */
export function* tokenPieces(text: string): Generator<string, void, undefined> {
  for (const [piece] of text.matchAll(/ ?[\p{L}\p{N}_]{1,6}|[^\s\p{L}\p{N}_]{1,2}|\s{1,8}/gu)) yield piece;
}
