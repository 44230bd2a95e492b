import type { DocumentText, NextEdit, NextEditKind } from '../nextEdit';
import { changesOf, type Change } from './change';
import type { PredictionMoment, PredictionOptions } from './moment';
import { knownPlaces } from './namePlaces';
import type { Pattern } from './pattern';
import { inOrder, joinedInLines, withoutOverlaps } from './ranking';
import { latestPatterns, repeats } from './repeat';
import { nextInSeries } from './series';
import { addedArguments } from './argument';
import { preferredFixes } from './fixes';
import { sameBlocks } from './sameBlocks';
import { reversalFilter } from './reversal';
import { Work } from './work';

/** Changes older than this, ms, say nothing about the next one. */
const oldest = 180_000;

/** So many other documents are looked at. */
const mostOthers = 20;

/** Where one edit of a cause was dropped, others of it have to be so likely. */
const leastAfterDrop = 0.95;

/** Of a cause of which so many were dropped nothing more is offered. */
const mostDropped = 2;

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
  const { leastConfidence = 0.6, most = 20 } = options;
  const wants = (kind: NextEditKind): boolean => options.kinds?.includes(kind) ?? true;
  const work = new Work(options.breathe, signal);
  const changes = recentChanges(moment);
  if (changes.length === 0) return [];
  const documents = [active, ...others.slice(0, mostOthers)];
  const droppedOf = (cause = ''): number => moment.dropped?.get(cause) ?? 0;
  const patterns = latestPatterns(changes, moment).filter(({ key }) => droppedOf(key) < mostDropped);
  const found: NextEdit[] = [];
  if (wants('rename') || wants('repeat'))
    found.push(...(await repeats(patterns, documents, work, droppedOf)));
  if (wants('repeat')) found.push(...(await nextInSeries(patterns, active, work)));
  if (wants('repeat')) found.push(...(await sameBlocks(changes, active, work)));
  if (wants('argument')) found.push(...(await addedArguments(patterns, active, work)));
  if (wants('rename')) await askForPlaces(found, patterns, documents, options, signal);
  if (wants('fix')) found.push(...(await preferredFixes(options.language ?? {}, documents, signal)));
  const takesBack = reversalFilter(documents, history, time);
  const least = (cause?: string): number => {
    const dropped = droppedOf(cause);
    if (dropped >= mostDropped) return Infinity;
    return dropped > 0 ? Math.max(leastConfidence, leastAfterDrop) : leastConfidence;
  };
  const likely = found.filter(edit => wants(edit.kind) && edit.confidence >= least(edit.cause));
  const best = withoutOverlaps(likely.filter(edit => !takesBack(edit)));
  return inOrder(joinedInLines(best, documents), moment).slice(0, most);
}

/** Where the language service knows the places of a name, these take the place of what was found by its letters. */
async function askForPlaces(
  found: NextEdit[],
  patterns: readonly Pattern[],
  documents: readonly DocumentText[],
  { language }: PredictionOptions,
  signal: AbortSignal,
): Promise<void> {
  if (!language?.places) return;
  for (const pattern of patterns) {
    const known = await knownPlaces(pattern, language, documents, signal);
    if (!known) continue;
    const others = found.filter(edit => edit.cause !== pattern.key || edit.kind !== 'rename');
    found.splice(0, found.length, ...others, ...known);
  }
}

/** The newest first, each entry from above. */
export function recentChanges({ history, time }: PredictionMoment): Change[] {
  const entries = history.entries(time).filter(entry => time - entry.time <= oldest);
  return entries.slice(0, mostEntries).flatMap(changesOf);
}
