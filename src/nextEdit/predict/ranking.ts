import { TakenRanges } from '../../diff/takenRanges';
import type { TextEdit } from '../../diff/textEdit';
import type { DocumentText, NextEdit } from '../nextEdit';
import type { PredictionMoment } from './moment';

/** Of edits that overlap only the likeliest. */
export function withoutOverlaps(edits: readonly NextEdit[]): NextEdit[] {
  const taken = new Map<string, TakenRanges>();
  const places = new Set<string>();
  return edits
    .toSorted((a, b) => b.confidence - a.confidence)
    .filter(({ uri, edits: parts }) => {
      const ranges = taken.get(uri) ?? new TakenRanges();
      taken.set(uri, ranges);
      // Two insertions at one place have no order.
      if (parts.some(part => places.has(`${uri} ${placeOf(part)}`))) return false;
      if (!parts.every(({ offset, length }) => ranges.take({ start: offset, end: offset + length })))
        return false;
      for (const part of parts) places.add(`${uri} ${placeOf(part)}`);
      return true;
    });
}

/** Where an edit begins; for lines that come, the line in whose place, be they put behind the one above or in front of it. */
function placeOf({ offset, text }: TextEdit): number {
  const leading = /^\r?\n/.exec(text)?.[0].length ?? 0;
  const trailing = /\n([ \t]*)$/.exec(text)?.[1]?.length ?? 0;
  return leading > 0 ? offset + leading : offset - trailing;
}

/** Edits of one line that come from the same change as one: they are made in one step. */
export function joinedInLines(edits: readonly NextEdit[], documents: readonly DocumentText[]): NextEdit[] {
  const known = new Map(documents.map(document => [document.uri, document]));
  const joined: NextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => startOf(a) - startOf(b))) {
    const at = joined.findLastIndex(other => other.uri === edit.uri && other.cause === edit.cause);
    const last = joined[at];
    const between = last && known.get(edit.uri)?.text.slice(endOf(last), startOf(edit));
    if (!last || between === undefined || between.includes('\n') || last.kind !== edit.kind)
      joined.push(edit);
    else {
      const confidence = Math.min(last.confidence, edit.confidence);
      joined[at] = { ...last, edits: [...last.edits, ...edit.edits], confidence };
    }
  }
  return joined;
}

/** What is less likely than the likeliest by more than this waits: when that one was made, more is known. */
const leastLead = 0.2;

/**
 * The likeliest first; those about as likely from the cursor on to the end of its document, then from its beginning, then
 * in other documents.
 */
export function inOrder(
  edits: readonly NextEdit[],
  { active, cursor, others }: PredictionMoment,
): NextEdit[] {
  if (edits.length === 0) return [];
  const lineStart = active.text.lastIndexOf('\n', cursor - 1) + 1;
  const best = Math.max(0, ...edits.map(({ confidence }) => confidence));
  const rank = (edit: NextEdit): number => {
    const waits = edit.confidence < best - leastLead ? 1 : 0;
    if (edit.uri === active.uri) return 2 * waits + (startOf(edit) >= lineStart ? 0 : 0.5);
    return 2 * waits + 1 + others.findIndex(other => other.uri === edit.uri) / (others.length + 1);
  };
  return edits.toSorted((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b));
}

function startOf({ edits }: NextEdit): number {
  return edits[0]?.offset ?? 0;
}

function endOf({ edits }: NextEdit): number {
  const last = edits.at(-1);
  return last ? last.offset + last.length : 0;
}
