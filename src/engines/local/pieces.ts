import { lex } from './recall/lexer';

/**
 * Cuts an answer into pieces of one token each: a lexer token together with the blanks before it, a line break
 * together with the indentation behind it. Joined they are the answer. This is the token of the usage numbers.
 */
export function pieces(text: string): string[] {
  const result: string[] = [];
  let blanks = '';
  for (const token of lex(text)) {
    if (!token.startsWith('\n') && token.trim() === '') {
      blanks += token;
      continue;
    }
    result.push(blanks + token);
    blanks = '';
  }
  if (blanks !== '') result.push(blanks);
  return result;
}
