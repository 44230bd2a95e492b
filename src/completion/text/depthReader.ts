import type { Lexis } from '../../common/code/lexis';
import { scan, type Enclosure } from '../../common/code/scan';

/** Where in its code a text stands at some offset. */
export interface Depth {
  /** Brackets of the text that are still open. */
  readonly brackets: number;
  readonly within: Enclosure | undefined;
}

/**
 * Reads a text once, from line to line: the function returned tells the depth at an offset, which has to be the
 * end or the start of a line and not before the one asked for last.
 * @param within the string or comment in which the text begins
 */
export function depthReader(
  text: string,
  lexis: Lexis,
  within: Enclosure | undefined,
): (offset: number) => Depth {
  let depth: Depth = { brackets: 0, within };
  let read = 0;
  return offset => {
    const { open, closers, within } = scan(text.slice(read, offset), lexis, { within: depth.within });
    read = Math.max(read, offset);
    depth = { brackets: Math.max(0, depth.brackets - closers.length) + open.length, within };
    return depth;
  };
}
