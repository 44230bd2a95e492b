/**
 * The end of a text that its tokens may divide otherwise once more is written: the word it ends in with the sign or the blank in front of it, the
 * signs it ends in, or the blanks. UTF-16 code units; empty where it ends in a digit, a line break or nothing.
 */
export function lastPiece(text: string): string {
  return /(?:[^\r\n\p{L}\p{N}]?\p{L}+| ?[^\s\p{L}\p{N}]+|[^\S\r\n]+)$/u.exec(text.slice(-longest))?.[0] ?? '';
}

/** No token is longer, in UTF-16 code units: of a longer piece this much. */
const longest = 64;

/** A grammar of llama.cpp (GBNF) for anything that begins with a text. */
export function beginsWith(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `root ::= "${escaped}" .*`;
}
