import { nthLane, type Lane } from './lane';
import type { Session, TurnStarter } from './session';
import type { Turn } from './turn';

/** Turns of one feature that run at once, where the endpoint answers side by side: room is left for the others. */
const mostSideBySide = 6;

/** The same where each of them needs a connection of its own: two of four, so that the other features have theirs. */
const mostConnections = 2;

/**
 * A session whose turns do not wait for each other: turns of one lane run in order, so each turn gets a lane of its own
 * among those that run now, `edit`, `edit-2`, `edit-3`... When there are as many as may be, it waits in the lane where
 * the fewest wait.
 *
 * @param session the session as it is now; undefined while there is none
 */
export function sideBySide(
  session: () => Pick<Session, 'start' | 'profile'> | undefined,
): () => TurnStarter | undefined {
  const running = new Map<Lane, number>();
  const runningIn = (lane: Lane): number => running.get(lane) ?? 0;
  return () => {
    const now = session();
    return (
      now && {
        start: (request, signal): Turn => {
          const most = now.profile.concurrentLanes ? mostSideBySide : mostConnections;
          const lanes = Array.from({ length: most }, (_, n) => nthLane(request.lane, n + 1));
          const lane = lanes.reduce((best, other) => (runningIn(other) < runningIn(best) ? other : best));
          running.set(lane, runningIn(lane) + 1);
          const turn = now.start({ ...request, lane }, signal);
          void turn.done.then(() => running.set(lane, runningIn(lane) - 1));
          return turn;
        },
      }
    );
  };
}
