/** An answer in which every word carries its number, so that what is on screen says how far it has been drawn. */
export interface MarkedAnswer {
  /** Markdown. */
  readonly text: string;
  /** Where each word ends, in UTF-16 units; the index is its number. */
  readonly ends: readonly number[];
}

/** A word of an answer, as it is found on screen. Its number is in base 36, so that a cut one is never a later one. */
export const markedWord = /w([0-9a-z]+)q/g;

/**
 * An answer as models write them: headings, paragraphs with emphasis and code, lists, now and then a table, and as many code blocks.
 * @param length about how long it is, in UTF-16 units
 */
export function markedAnswer(length: number, codeBlocks: number): MarkedAnswer {
  const ends: number[] = [];
  let text = '';
  const put = (more: string): void => void (text += more);
  const words = (count: number, between = ' '): void => {
    for (let n = 0; n < count; n++) {
      put(`${n > 0 ? between : ''}w${ends.length.toString(36)}q`);
      ends.push(text.length);
    }
  };
  for (let block = 0; block < codeBlocks; block++) {
    const until = (length / codeBlocks) * (block + 1);
    const codeFrom = until - (length / codeBlocks) * 0.6;
    put(`## `);
    words(4);
    put('\n\n');
    while (text.length < codeFrom) {
      words(12);
      put(' **');
      words(2);
      put('** and `');
      words(1);
      put('`, then ');
      words(14);
      put('.\n\n');
      for (let item = 0; item < 3; item++) {
        put('- ');
        words(9);
        put('\n');
      }
      put('\n');
      if (block % 5 === 2) {
        put('| one | two |\n|---|---|\n');
        for (let row = 0; row < 4; row++) {
          put('| ');
          words(3);
          put(' | ');
          words(3);
          put(' |\n');
        }
        put('\n');
      }
    }
    put(`\`\`\`ts src/file${block}.ts\n`);
    while (text.length < until) {
      put('export function ');
      words(1);
      put('(items: readonly string[]): number {\n  // ');
      words(6);
      put('\n  const ');
      words(1);
      put(' = items.filter(item => item !== "');
      words(1);
      put('").length;\n  return ');
      words(1);
      put(' * 42;\n}\n\n');
    }
    put('```\n\n');
  }
  return { text, ends };
}
