import { closesBlock, continuesBlock, continuesExpression } from './blockWords';
import type { Lexis } from '../../common/code/lexis';
import { currentLine, indentWidth, isBlank, nextWritten, writtenLines, type WrittenLine } from './lines';
import { depthReader, type Depth } from './depthReader';
import { scanPrefix } from './scanPrefix';

/**
 * Where the block ends that the first written line begins, as an offset into the text; undefined when it begins
 * none or the end is not in sight. Blocks end with their brackets; in languages without, by their indentation.
 * The line of the cursor counts as the first, with what precedes the cursor on it; an empty one does not count.
 */
export function blockEndIn(text: string, prefix: string, lexis: Lexis): number | undefined {
  const lines = writtenLines(text, prefix);
  const first = lines.findIndex(line => !isBlank(line.whole));
  const head = lines[first];
  if (!head) return undefined;
  const before = currentLine(prefix);
  const { within } = scanPrefix(prefix.slice(0, prefix.length - before.length), lexis);
  const read = depthReader(before + text, lexis, within);
  const state = (offset: number): Depth => read(before.length + offset);
  const begun = state(head.end);
  if (begun.within && !begun.within.endsWithLine) return undefined;
  const after = lines.slice(first + 1);
  if (begun.brackets > 0) return bracketEnd(head, after, state, lexis);
  return lexis.blocksByIndentation && opensSuite(head.whole) ? indentEnd(head, after, state) : undefined;
}

function bracketEnd(
  head: WrittenLine,
  after: readonly WrittenLine[],
  state: (offset: number) => Depth,
  lexis: Lexis,
): number | undefined {
  let isInside = false;
  for (const [index, line] of after.entries()) {
    // Lines without brackets change no balance, but may end what goes over several.
    if (!isInside && !/[)\]}]/.test(line.text)) continue;
    const { brackets, within } = state(line.end);
    isInside = within?.endsWithLine === false;
    if (brackets > 0 || isInside) continue;
    if (lexis.blocksByIndentation && opensSuite(line.whole)) {
      return indentEnd(head, after.slice(index + 1), state);
    }
    const next = nextWritten(after, index + 1);
    if (next && (continuesBlock(next.whole) || continuesExpression(next.whole))) continue;
    if (/(?:=>|[=+*/%&|?\\<])\s*$/.test(line.text)) continue;
    return line.end;
  }
  return undefined;
}

function indentEnd(
  head: WrittenLine,
  after: readonly WrittenLine[],
  state: (offset: number) => Depth,
): number | undefined {
  const base = indentWidth(head.whole);
  let end: number | undefined;
  for (const line of after) {
    if (isBlank(line.text)) continue;
    const { brackets, within } = state(line.start);
    const inside = brackets > 0 || (within !== undefined && !within.endsWithLine);
    if (!inside && indentWidth(line.whole) <= base && !continuesBlock(line.whole)) {
      // A body that is not indented is none; brackets at the margin still belong to the block.
      if (!closesBlock(line.whole)) return end;
    }
    end = line.end;
  }
  return undefined;
}

function opensSuite(line: string): boolean {
  return /:\s*(?:#.*)?$/.test(line);
}
