/** Whether a character may stand in the middle of a word. */
export function isPartOfWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_$]/u.test(char);
}
