import { fenceAt, FencedLines, type Fence } from '../../common/fences';
import { lexisOf } from '../../common/code/lexis';
import { currentLine, isBlank, linesOf, type Line } from '../text/lines';
import { indentOf } from '../../common/code/indent';
import { scanPrefix } from '../text/scanPrefix';
import { sectionAt } from '../text/section';
import type { CursorSnapshot } from '../snapshot';

/** Leaves off an end of `text` that could be the beginning of `marker`. */
export function holdBack(text: string, marker: string): string {
  for (let length = marker.length - 1; length > 0; length--) {
    if (marker.startsWith(text.slice(-length))) return text.slice(0, -length);
  }
  return text;
}

/** What a fence around an answer is: its wrapping; a part of the document; or what its closing line tells. */
export type FenceMeaning = 'wrapping' | 'content' | 'unknown';

/**
 * What a Markdown fence that an answer begins with would be at a place. In Markdown it belongs to the document, unless
 * the cursor is in a code block already; in a comment or a string it does when it is written as the lines there are,
 * behind their indentation or their marks; everywhere else models wrap their code in it.
 */
export function fenceMeaning(snapshot: CursorSnapshot): FenceMeaning {
  const { prefix, languageId } = sectionAt(snapshot);
  const lexis = lexisOf(languageId);
  if (lexis.kind === 'text') return openFence(prefix) ? 'wrapping' : 'content';
  if (lexis.kind === 'markup' || !scanPrefix(prefix, lexis).within) return 'wrapping';
  // Where lines begin at the margin, a closing fence there tells nothing.
  return currentLine(prefix) === '' ? 'content' : 'unknown';
}

/** Whether a place in Markdown is inside a code block. */
function openFence(prefix: string): boolean {
  let open: string | undefined;
  for (const [, fence = ''] of prefix.matchAll(/^[ \t>*+-]*(`{3,}|~{3,})/gm)) {
    if (open === undefined) open = fence;
    else if (fence.startsWith(open)) open = undefined;
  }
  return open !== undefined;
}

/**
 * The inside of a Markdown fence, when a text is one. While the text grows, what may yet become a fence is held back.
 * @param ended whether the text is complete
 */
export function unfenced(text: string, ended: boolean, meaning: FenceMeaning): string {
  if (meaning === 'content') return text;
  const lines = linesOf(text);
  const at = lines.findIndex(line => !isBlank(line.text));
  const first = lines[at];
  if (!first) return ended ? text : '';
  const fence = fenceAt(first.text);
  if (!fence) return !ended && first === lines.at(-1) && mayBecomeFence(first.text) ? '' : text;
  const reader = new FencedLines(fence);
  const inside = lines.slice(at + 1);
  const from = inside[0]?.start ?? text.length;
  for (const [index, line] of inside.entries()) {
    const last = index === inside.length - 1;
    // The last line of a growing text may be half of one.
    if (last && !ended) break;
    if (reader.closes(line.text)) return text.slice(from, Math.max(from, inside[index - 1]?.end ?? from));
  }
  if (meaning === 'unknown') return ended ? text : '';
  return ended ? text.slice(from) : text.slice(from, knownEnd(inside, fence));
}

/** Whether the beginning of a line may become an opening fence. */
function mayBecomeFence(line: string): boolean {
  return /^\s*(?:`{1,2}|~{1,2})$/.test(line);
}

/** Up to where a growing text inside a fence is known: its last line may become, or be, the closing one. */
function knownEnd(lines: readonly Line[], fence: Fence): number | undefined {
  const last = lines.at(-1);
  if (!last) return undefined;
  const space = indentOf(last.text);
  const rest = last.text.slice(space.length);
  const isMark = fence.mark.startsWith(rest) || rest.startsWith(fence.mark);
  const maybe = fence.indent.startsWith(space) && isMark;
  return maybe ? (lines.at(-2)?.end ?? last.start) : last.end;
}
