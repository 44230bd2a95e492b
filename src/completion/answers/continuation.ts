import { afterAccept } from './accepted';
import { lineMode } from '../text/lineMode';
import { indentWidth, isBlank, linesOf, writtenLines } from '../text/lines';
import { replacedSuffix } from '../text/replacedSuffix';
import type { CursorSnapshot } from '../snapshot';
import type { SplitAnswer } from './splitAnswer';

/**
 * Where the rest of an answer belongs once its first piece was accepted: there it is the next suggestion, without a request.
 * Undefined where it is of no use and need not be generated: where only one line may be shown; where the end of the
 * piece was not shown because the document has it already; and where the answer leaves the block of the cursor, or says
 * what stands on the next line, though the document goes on below.
 * @param parts as `splitAnswer` gives them, so that the first line of `later` with anything on it is complete
 * @param shown what the filters made of `parts.show`; undefined when they dropped it
 */
export function continuation(
  parts: SplitAnswer,
  snapshot: CursorSnapshot,
  shown: string | undefined,
): CursorSnapshot | undefined {
  if (shown === undefined || lineMode(snapshot) === 'single') return undefined;
  if (visibleEnd(shown) !== visibleEnd(parts.show)) return undefined;
  const next = linesOf(parts.later).find(line => !isBlank(line.text))?.text;
  if (next === undefined || goesOnBelow(next, parts.show, snapshot)) return undefined;
  const accepted = { text: shown, replaces: replacedSuffix(shown, snapshot.suffix, snapshot) };
  return afterAccept(snapshot, accepted);
}

/** Whether the document itself has what comes after the cursor's block or piece. */
function goesOnBelow(next: string, show: string, { prefix, suffix }: CursorSnapshot): boolean {
  const below = linesOf(suffix)
    .slice(1)
    .find(line => !isBlank(line.text))?.text;
  if (below === undefined) return false;
  const head = writtenLines(show, prefix).find(line => !isBlank(line.text));
  return (
    below.trimEnd() === next.trimEnd() || (head !== undefined && indentWidth(next) < indentWidth(head.whole))
  );
}

/** The last line without its white space: filters may have changed the indentation, and the line breaks. */
function visibleEnd(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1).trim();
}
