import { continuesBlock, closesBlock, isDirective } from '../text/blockWords';
import { lexisOf } from '../../common/code/lexis';
import { indentWidth, isBlank, writtenLines } from '../text/lines';
import { scan } from '../../common/code/scan';
import { scanPrefix } from '../text/scanPrefix';
import type { Filter } from './filter';

/**
 * Stops where a line begins further left than the first line that is written: there the block ends that the
 * person is in. The line stays when it closes that block (`}`, `end`), and the text goes on when it opens the
 * next part of it (`} else {`, `except:`). Lines inside strings and comments do not count, nor do documents that
 * are no code. A cut, the same for all longer answers; idempotent.
 */
export const dedentStop: Filter = (text, { snapshot }) => {
  const lexis = lexisOf(snapshot.languageId);
  if (lexis.kind === 'text' || !text.includes('\n')) return text;
  let { within } = scanPrefix(snapshot.prefix, lexis);
  let base: number | undefined;
  let lineStart = 0;
  for (const line of writtenLines(text, snapshot.prefix)) {
    ({ within } = scan(text.slice(lineStart, line.start), lexis, { within }));
    lineStart = line.start;
    if (isBlank(line.text) || (within && !within.endsWithLine)) continue;
    const width = indentWidth(line.whole);
    base ??= width;
    if (width >= base || isDirective(line.whole, lexis)) continue;
    if (continuesBlock(line.whole)) continue;
    return text.slice(0, closesBlock(line.whole) ? line.end : endBefore(text, line.start));
  }
  return text;
};

/** Where the text before a line ends, without the line breaks in between. */
function endBefore(text: string, lineStart: number): number {
  return text.slice(0, lineStart).trimEnd().length;
}
