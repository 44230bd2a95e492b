import type { WireError } from '../protocol/errors';
import type { Slots } from './dispatcher';
import { defaultLane, wireName } from './laneNames';
import type { Link } from './link';
import type { LinkPool } from './linkPool';
import type { ProfileKeeper } from './profiles';
import type { TurnRun } from './turnRun';

/** Connections kept to a server that runs one response at a time: as many as there are features. */
const mostLinks = 3;

/**
 * Finds room for turns: on a server with lanes, a lane of the one connection; on a server that runs one
 * response at a time, a connection that is free, or a further one.
 */
export class LaneSlots implements Slots {
  constructor(
    private readonly pool: LinkPool,
    private readonly keeper: ProfileKeeper,
  ) {}

  get ready(): boolean {
    return this.pool.state.kind === 'ready';
  }

  get lastError(): WireError | undefined {
    return this.pool.lastError;
  }

  take(run: TurnRun): { readonly link: Link; readonly lane: string } | undefined {
    const profile = this.keeper.current;
    const { previous } = run;
    const links = [...this.pool.open].sort(
      (a, b) =>
        Number(previous !== undefined && b.holds(previous)) -
        Number(previous !== undefined && a.holds(previous)),
    );
    for (const link of links) {
      if (link.inFlight >= profile.maxInFlight) continue;
      const lane = this.laneOn(link, run);
      if (lane !== undefined) return { link, lane };
    }
    this.pool.demand();
    if (!profile.concurrentLanes) this.pool.demandExtra(mostLinks);
    return undefined;
  }

  private laneOn(link: Link, run: TurnRun): string | undefined {
    const { namedLanes, maxLanes } = this.keeper.current;
    // A lane from whose response another lane is just being forked must not move on before that is read.
    const isBusy = (name: string): boolean => {
      const latest = link.latestOf(name);
      return link.isBusy(name) || (latest !== undefined && link.isBeingForked(latest));
    };
    if (!namedLanes) return isBusy(defaultLane) ? undefined : defaultLane;
    return link.names.take(wireName(run.lane), maxLanes, isBusy, () => true);
  }
}
