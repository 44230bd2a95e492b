/** Where a block that still streams stands in the text of its part. */
export interface BlockPlace {
  /** The first character of code, in UTF-16 code units. */
  readonly offset: number;
  /** So many leading spaces are taken off each line. */
  readonly indent: number;
  /** The fence that closes it. */
  readonly fence: string;
}

/** The text that a block stands in, as it grows. */
export interface GrowingText {
  /** All of it so far. */
  readonly text: string;
  /** `whole`: nothing comes any more. `cut`: it ended before the model was done. */
  readonly state: 'growing' | 'whole' | 'cut';
}

/**
 * The code of a block that streams, line by line, until its fence closes it or the text is whole. A line is handed on
 * when it is complete: until then it might be the fence.
 * @param look the text as it is now
 * @param change resolves when it may have changed
 * @throws when the text is cut short within the block
 */
export async function* followBlock(
  { offset, indent, fence }: BlockPlace,
  look: () => GrowingText,
  change: () => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  const strip = new RegExp(`^ {0,${Math.min(indent, 100)}}`);
  let read = offset;
  for (;;) {
    const changed = change();
    const { text, state } = look();
    const end = state === 'whole' ? text.length : text.lastIndexOf('\n') + 1;
    let piece = '';
    while (read < end) {
      const lineEnd = text.indexOf('\n', read);
      const next = lineEnd < 0 ? text.length : lineEnd + 1;
      const line = text.slice(read, next).replace(strip, '');
      if (closes(line, fence)) {
        if (piece !== '') yield piece;
        return;
      }
      piece += line;
      read = next;
    }
    if (piece !== '') yield piece;
    if (state === 'whole') return;
    if (state === 'cut') throw new Error('The answer ended in the middle of the code.');
    await changed;
  }
}

function closes(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return fence !== '' && trimmed.startsWith(fence) && new Set(trimmed).size === 1;
}
