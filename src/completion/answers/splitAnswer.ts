import { blockEndIn } from '../text/blockEndIn';
import { closesBlock, continuesBlock, continuesExpression, isDirective } from '../text/blockWords';
import { lexisOf, type Lexis } from '../../common/code/lexis';
import type { LineMode } from '../text/lineMode';
import { indentWidth, isBlank, nextWritten, writtenLines, type WrittenLine } from '../text/lines';
import { depthReader } from '../text/depthReader';
import { scanPrefix } from '../text/scanPrefix';
import { sectionAt } from '../text/section';
import type { CursorSnapshot } from '../snapshot';

/** An answer in two parts, which together are the answer. */
export interface SplitAnswer {
  /** What to show first: up to the end of a statement, a group of statements or a block. */
  readonly show: string;
  /** What to keep for after `show` was accepted; begins with the line break, empty when there is no more. */
  readonly later: string;
}

/**
 * Where to cut an answer so that the first piece can be shown while the rest is still being written: at the end
 * of its first line where only one may be shown; else at the first empty line between statements, or behind the
 * first block, whichever comes first, or where a line leaves the block of the cursor. Undefined while that is
 * not in sight: the end of a block is known only from the line behind it. An answer that has ended is shown
 * whole when it holds no such place.
 *
 * The piece for a longer answer is the same as for a shorter one, once there is one.
 * @param text the answer so far
 * @param ended whether it is complete
 */
export function splitAnswer(
  text: string,
  ended: boolean,
  { snapshot, mode }: { readonly snapshot: CursorSnapshot; readonly mode: LineMode },
): SplitAnswer | undefined {
  // What follows the last line break may be half a line.
  const known = ended ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  const cut = mode === 'single' ? lineCut(known) : pieceCut(known, sectionAt(snapshot));
  if (cut !== undefined) return { show: text.slice(0, cut), later: text.slice(cut) };
  return ended ? { show: text, later: '' } : undefined;
}

function lineCut(text: string): number | undefined {
  const at = text.search(/\r?\n/);
  return at < 0 ? undefined : at;
}

function pieceCut(text: string, { prefix, languageId }: CursorSnapshot): number | undefined {
  const lexis = lexisOf(languageId);
  const lines = writtenLines(text, prefix);
  const first = lines.findIndex(line => !isBlank(line.text));
  const { within } = scanPrefix(prefix, lexis);
  const depthAt = depthReader(text, lexis, within);
  // Of the block that the cursor's line began.
  const blockEnd = blockEndIn(text, prefix, lexis);
  for (const [index, line] of lines.entries()) {
    const depth = depthAt(lines[index + 1]?.start ?? text.length);
    if (isBlank(line.text)) continue;
    const next = nextWritten(lines, index + 1);
    if (!next || depth.brackets > 0 || depth.within) continue;
    const gap = lines[index + 1] !== next;
    const head = lines[first] ?? line;
    if (endsPiece({ head, last: line, next, gap }, lexis)) return line.end;
    if (blockEnd === line.end) return line.end;
  }
  return undefined;
}

/** Whether a piece ends between its last line so far and the line that follows it. */
function endsPiece(
  { head, last, next, gap }: { head: WrittenLine; last: WrittenLine; next: WrittenLine; gap: boolean },
  lexis: Lexis,
): boolean {
  if (continuesBlock(next.whole) || isDirective(next.whole, lexis)) return false;
  if (lexis.kind !== 'text' && continuesExpression(next.whole)) return false;
  const base = indentWidth(head.whole);
  const width = indentWidth(next.whole);
  if (width > base) return false;
  // A bracket on the next line closes a block of the document and ends it with this piece.
  if (closesBlock(next.whole)) return false;
  return gap || width < base || indentWidth(last.whole) > base || closesBlock(last.whole);
}
