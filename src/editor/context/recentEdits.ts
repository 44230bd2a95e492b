import type { Clock } from '../../common/clock';
import { recentDiffs, type RecentDiff } from '../../nextEdit/history/recentDiffs';
import type { ChangeHistory } from './changeHistory';

/** All of them have no more than so many UTF-16 code units, about 6,000 tokens; the newest are kept. */
const mostUnits = 24_000;

/** A function that reads what was edited in the last minutes as diffs, the oldest first, with so many lines around each. */
export function recentEdits(
  history: ChangeHistory,
  clock: Clock,
): (around?: number) => readonly RecentDiff[] {
  return around => recentDiffs(history.recent.entries(clock.now()), mostUnits, around);
}
