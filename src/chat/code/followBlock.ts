import { FencedLines } from '../../common/fences';
import { t } from '../../common/l10n';
import { breakLength, splitLines } from '../../diff/lines';

/** Where a block that still streams stands in the text of its part. */
export interface BlockPlace {
  /** The first character of code, in UTF-16 code units. */
  readonly offset: number;
  /** So many leading spaces are taken off each line. */
  readonly indent: number;
  /** The fence that closes it. */
  readonly fence: string;
}

/** What more there is of the text that a block stands in. */
export interface MoreText {
  /** All of it so far from where it was asked for. */
  readonly text: string;
  /** `whole`: nothing comes any more. `cut`: it ended before the model was done. */
  readonly state: 'growing' | 'whole' | 'cut';
}

/**
 * The code of a block that streams, line by line, until its fence closes it or the text is whole. A line is handed on
 * when it is complete: until then it might be the fence. Each character is read once.
 * @param look the text as it is now, from a place on that is given in UTF-16 code units
 * @param change resolves when it may have changed
 * @throws when the text is cut short within the block
 */
export async function* followBlock(
  { offset, indent, fence }: BlockPlace,
  look: (offset: number) => MoreText,
  change: () => Promise<void>,
): AsyncGenerator<string, void, undefined> {
  const inside = fence === '' ? undefined : new FencedLines({ mark: fence, indent: '', info: '' });
  const strip = new RegExp(`^ {0,${Math.min(indent, 100)}}`);
  let read = offset;
  /** The beginning of a line of which the end is not there yet. */
  let open = '';
  for (;;) {
    const changed = change();
    const { text, state } = look(read);
    read += text.length;
    const end = text.lastIndexOf('\n') + 1;
    const whole = end > 0 ? open + text.slice(0, end) : '';
    open = end > 0 ? text.slice(end) : open + text;
    const lines = state === 'whole' ? [...splitLines(whole), ...splitLines(open)] : splitLines(whole);
    let piece = '';
    for (const each of lines) {
      const line = each.replace(strip, '');
      if (inside?.closes(line.slice(0, line.length - breakLength(line)))) {
        if (piece !== '') yield piece;
        return;
      }
      piece += line;
    }
    if (piece !== '') yield piece;
    if (state === 'whole') return;
    if (state === 'cut') throw new Error(t('The answer ended in the middle of the code.'));
    await changed;
  }
}
