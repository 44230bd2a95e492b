import { t } from '../../../common/l10n';
import { splitLines } from '../../../diff/lines';
import type { Hunk } from '../../../diff/review/review';
import type { EditPhase } from '../live/editState';

/** Removed text is read out up to this length, in UTF-16 code units; the hover and the diff have all of it. */
const longest = 120;

/** What of an edit is worth a word. */
export interface EditFacts {
  readonly phase: EditPhase;
  readonly openHunks: number;
  readonly title: string;
  readonly redirects: number;
}

/**
 * What is said when an edit has gone from one state to the next; undefined when that is nothing new. While it streams no change is
 * said by itself: they come faster than one can listen.
 */
export function editWords(before: EditFacts | undefined, now: EditFacts): string | undefined {
  const { phase, openHunks, title, redirects } = now;
  if (!before) return phase === 'streaming' ? t('{0}. The answer is coming.', title) : undefined;
  if (phase === 'streaming') {
    if (before.phase !== 'streaming') return t('{0}. The answer is coming.', title);
    return redirects > before.redirects ? t('Redirected.') : undefined;
  }
  if (before.phase === 'streaming') {
    return openHunks > 0 ? t('The answer has ended. To review: {0}.', changes(openHunks)) : undefined;
  }
  if (openHunks === before.openHunks) return undefined;
  if (openHunks === 0) return t('Nothing is left to review.');
  return openHunks < before.openHunks
    ? t('Left: {0}.', changes(openHunks))
    : t('To review: {0}.', changes(openHunks));
}

/**
 * What is said of a change when the cursor comes to it: which it is, what becomes of what, what was there.
 * @param at its number among `all` of the document, from 1
 */
export function hunkWords(hunk: Pick<Hunk, 'old' | 'new'>, at: number, all: number): string {
  const removed = splitLines(hunk.old).length;
  const added = splitLines(hunk.new).length;
  const what =
    removed === 0
      ? t('inserted: {0}', lines(added))
      : added === 0
        ? t('removed: {0}', lines(removed))
        : t('replaced: {0} by {1}', lines(removed), lines(added));
  const old = hunk.old.trim().replaceAll(/\s+/g, ' ');
  const excerpt = old.length > longest ? `${old.slice(0, longest)}…` : old;
  const change = t('Change {0} of {1}, {2}.', at, all, what);
  return excerpt === '' ? change : `${change} ${t('It was: {0}', excerpt)}`;
}

const changes = (count: number): string => (count === 1 ? t('1 change') : t('{0} changes', count));
const lines = (count: number): string => (count === 1 ? t('1 line') : t('{0} lines', count));
