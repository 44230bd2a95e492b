import type { NextEdit, NextEditKind } from '../nextEdit';
import { changesOf, type Change } from './change';
import type { PredictionMoment, PredictionOptions } from './moment';
import { repeats } from './repeat';
import { reversalFilter } from './reversal';
import { Work } from './work';

/** Changes older than this, ms, say nothing about the next one. */
const oldest = 180_000;

/** Entries of the history that are learnt from. */
const mostEntries = 6;

/**
 * The edits that the user is likely to make next, by what was changed in the last minutes: the first is the next one at
 * the cursor or behind it. None is normal. Nothing that takes back what was typed in the last minutes is among them.
 *
 * Works in slices of a few milliseconds. Rejects with the signal's reason when that aborts.
 */
export async function predictNextEdits(
  moment: PredictionMoment,
  options: PredictionOptions,
  signal: AbortSignal,
): Promise<readonly NextEdit[]> {
  signal.throwIfAborted();
  const { active, others, history, time } = moment;
  const { leastConfidence = 0.5, most = 20 } = options;
  const wants = (kind: NextEditKind): boolean => options.kinds?.includes(kind) ?? true;
  const work = new Work(options.breathe, signal);
  const changes = recentChanges(moment);
  if (changes.length === 0) return [];
  const documents = [active, ...others];
  const found: NextEdit[] = [];
  if (wants('rename') || wants('repeat')) {
    const alike = await repeats(changes, documents, moment, work);
    found.push(...alike.filter(edit => wants(edit.kind)));
  }
  const takesBack = reversalFilter(documents, history, time);
  const likely = found.filter(edit => edit.confidence >= leastConfidence && !takesBack(edit));
  return inOrder(likely, moment).slice(0, most);
}

/** The newest first, each entry from above. */
export function recentChanges({ history, time }: PredictionMoment): Change[] {
  const entries = history.entries(time).filter(entry => time - entry.time <= oldest);
  return entries.slice(0, mostEntries).flatMap(changesOf);
}

/** From the cursor on to the end of its document, then from its beginning, then other documents. */
function inOrder(edits: readonly NextEdit[], { active, cursor, others }: PredictionMoment): NextEdit[] {
  const lineStart = active.text.lastIndexOf('\n', cursor - 1) + 1;
  const rank = ({ uri, edits: [first] }: NextEdit): number => {
    const offset = first?.offset ?? 0;
    if (uri === active.uri) return offset >= lineStart ? 0 : 1;
    return 2 + others.findIndex(other => other.uri === uri);
  };
  return edits.toSorted((a, b) => rank(a) - rank(b) || (a.edits[0]?.offset ?? 0) - (b.edits[0]?.offset ?? 0));
}
