import { afterAccept } from './accepted';
import { lineMode } from '../text/lineMode';
import { indentWidth, isBlank, linesOf, writtenLines } from '../text/lines';
import { replacedSuffix } from '../text/replacedSuffix';
import type { CursorSnapshot } from '../snapshot';
import type { SplitAnswer } from './splitAnswer';

/** What becomes of the part of an answer behind its first piece. */
export type Continuation =
  /** It is what follows once the piece was accepted: the next suggestion, without a request. */
  | { readonly kind: 'later'; readonly snapshot: CursorSnapshot }
  /** Too little of it is there to tell. */
  | { readonly kind: 'open' }
  /** It is of no use: it need not be generated. */
  | { readonly kind: 'useless' };

const open: Continuation = { kind: 'open' };
const useless: Continuation = { kind: 'useless' };

/**
 * Whether the rest of an answer is of use for the suggestion after this one. It is not where only one line may be
 * shown; where the end of the piece was not shown because the document has it already; and where the answer
 * leaves the block of the cursor, or says what stands on the next line, though the document goes on below.
 * @param shown what the filters made of `parts.show`; undefined when they dropped it
 * @param ended whether the answer is complete
 */
export function continuation(
  parts: SplitAnswer,
  snapshot: CursorSnapshot,
  shown: string | undefined,
  ended: boolean,
): Continuation {
  if (shown === undefined || lineMode(snapshot) === 'single') return useless;
  if (visibleEnd(shown) !== visibleEnd(parts.show)) return useless;
  const known = ended ? parts.later : parts.later.slice(0, parts.later.lastIndexOf('\n') + 1);
  const next = linesOf(known).find(line => !isBlank(line.text))?.text;
  if (next === undefined) return ended ? useless : open;
  if (goesOnBelow(next, parts.show, snapshot)) return useless;
  const accepted = { text: shown, replaces: replacedSuffix(shown, snapshot.suffix, snapshot) };
  return { kind: 'later', snapshot: afterAccept(snapshot, accepted) };
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
  const trimmed = text.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf('\n') + 1).trim();
}
