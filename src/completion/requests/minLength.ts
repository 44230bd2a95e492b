import { currentLine } from '../text/lines';
import type { CursorSnapshot } from '../snapshot';

/**
 * Whether too little stands on the line before the cursor to ask for a suggestion.
 * @param minLength characters other than white space that have to stand there, in UTF-16 code units; 0 for none
 */
export function tooShort({ prefix }: CursorSnapshot, minLength: number): boolean {
  return minLength > 0 && currentLine(prefix).replace(/\s+/g, '').length < minLength;
}
