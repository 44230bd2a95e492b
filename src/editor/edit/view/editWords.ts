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
  if (!before) return phase === 'streaming' ? `${title}. The answer is coming.` : undefined;
  if (phase === 'streaming') {
    if (before.phase !== 'streaming') return `${title}. The answer is coming.`;
    return redirects > before.redirects ? 'Redirected.' : undefined;
  }
  if (before.phase === 'streaming') {
    return openHunks > 0 ? `The answer has ended. ${changes(openHunks)} to review.` : undefined;
  }
  if (openHunks === before.openHunks) return undefined;
  if (openHunks === 0) return 'Nothing is left to review.';
  return openHunks < before.openHunks ? `${changes(openHunks)} left.` : `${changes(openHunks)} to review.`;
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
      ? `${lines(added)} inserted`
      : added === 0
        ? `${lines(removed)} removed`
        : `${lines(removed)} replaced by ${lines(added)}`;
  const old = hunk.old.trim().replaceAll(/\s+/g, ' ');
  const excerpt = old.length > longest ? `${old.slice(0, longest)}…` : old;
  return `Change ${at} of ${all}: ${what}.${excerpt === '' ? '' : ` Removed: ${excerpt}`}`;
}

const changes = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);
const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`);
