import { IndentConverter } from '../../../src/diff/convertIndent';
import { splitLines } from '../../../src/diff/lines';

/** A rewrite as it arrives in the file: indented as the code it replaces is, where all of it was indented otherwise. */
export function inStyleOf(original: string, rewritten: string): string {
  const converter = new IndentConverter(splitLines(original));
  return [...converter.push(splitLines(rewritten)), ...converter.end()].join('');
}
