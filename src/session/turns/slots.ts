import type { WireError } from '../../protocol/errors';
import { defaultLane, type StreamId } from '../../protocol/streamId';
import type { Slots } from './dispatcher';
import type { Connection } from '../connection/connection';
import type { ConnectionPool } from '../connection/connectionPool';
import type { ProfileKeeper } from '../profiles';
import type { Spares } from '../connection/spares';
import type { TurnRun } from './turnRun';

/**
 * Finds room for turns: on a server with lanes, a lane of the one connection; on a server that runs one
 * response at a time, a connection that is free, or a further one.
 */
export class LaneSlots implements Slots {
  constructor(
    private readonly pool: ConnectionPool,
    private readonly spares: Spares,
    private readonly keeper: ProfileKeeper,
  ) {}

  get ready(): boolean {
    return this.pool.state.kind === 'ready';
  }

  get lostAt(): number {
    return this.pool.lostAt;
  }

  get lastError(): WireError | undefined {
    return this.pool.lastError;
  }

  take(run: TurnRun): { readonly connection: Connection; readonly lane: StreamId } | undefined {
    const profile = this.keeper.current;
    // A warm-up for a connection that is gone, or a server that has learnt to know none.
    if (run.pinnedTo?.usable === false || (this.ready && !run.generate && !profile.warmUp)) {
      run.turn.cancel();
      return undefined;
    }
    this.pool.touch();
    const holding = (connection: Connection): number => Number(run.isHeldBy(connection));
    for (const connection of [...this.pool.open].sort((a, b) => holding(b) - holding(a))) {
      if (connection.inFlight >= profile.maxInFlight || !run.mayUse(connection)) continue;
      const lane = this.laneOn(connection, run);
      if (lane !== undefined) return { connection, lane };
    }
    if (!run.pinnedTo) this.spares.makeRoom();
    return undefined;
  }

  settled(): void {
    this.spares.tend();
  }

  private laneOn(connection: Connection, run: TurnRun): StreamId | undefined {
    const { namedLanes, maxLanes } = this.keeper.current;
    // A lane from whose response another lane is just being forked must not move on before that is read.
    const isBusy = (name: StreamId): boolean => {
      const latest = connection.latestOf(name);
      return connection.isBusy(name) || (latest !== undefined && connection.isBeingForked(latest));
    };
    if (!namedLanes) return isBusy(defaultLane) ? undefined : defaultLane;
    return connection.names.take(run.lane, maxLanes, isBusy);
  }
}
