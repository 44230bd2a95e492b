import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import type { Log } from '../../common/log';
import { toError } from '../../common/thrown';
import type { Engine } from '../engine';
import type { Seat, Stage } from './choice';
import type { ErrorClass } from './errorClass';
import { Member, type MemberBounds } from './member';
import { Tally } from './tally';

/** An upstream to choose from. */
export interface UpstreamSpec extends MemberBounds {
  /** Its own, in the table. */
  readonly name: string;
  /** All that makes its engine what it is, in a text: with the same one, the engine is kept. */
  readonly identity: string;
  /** Makes its engine. Rejects with what the user can mend. */
  open(): Promise<Engine>;
}

/** A model of an upstream, by their names. */
export interface SeatSpec {
  readonly upstream: string;
  readonly model: string;
}

/** What one name that clients may ask for stands for. */
export interface NameSpec {
  readonly name: string;
  readonly seats: readonly SeatSpec[];
  /** Where it goes then, in this order, after failures of these kinds. */
  readonly fallbacks: readonly {
    readonly seats: readonly SeatSpec[];
    readonly after: readonly ErrorClass[];
  }[];
  /** Lanes whose turns may be asked twice. */
  readonly hedgedLanes: readonly string[];
}

/** Everything there is to choose from. */
export interface RoutingTable {
  readonly upstreams: readonly UpstreamSpec[];
  /** At least one; the first is for requests that ask for none of them. */
  readonly names: readonly NameSpec[];
}

/** What one name stands for, as it is now. */
export interface Way {
  readonly stages: readonly Stage<Member>[];
  readonly hedgedLanes: readonly string[];
}

/** What a fleet is built from. */
export interface FleetParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Somebody who waits may have a chance now. */
  readonly onChange: () => void;
}

interface Current {
  readonly members: ReadonlyMap<string, { readonly identity: string; readonly member: Member }>;
  readonly names: readonly string[];
  readonly ways: ReadonlyMap<string, Way>;
}

/** The upstreams that there are, and what each name stands for. Both can be replaced while they are in use. */
export class Fleet implements Disposable {
  private readonly parts: FleetParts;
  private readonly tallies = new Map<string, Tally>();
  private readonly retired = new Set<Member>();
  private current: Current = { members: new Map(), names: [], ways: new Map() };
  private isOver = false;

  constructor(parts: FleetParts) {
    this.parts = parts;
  }

  get members(): readonly Member[] {
    return [...this.current.members.values()].map(({ member }) => member);
  }

  /** What clients may ask for; the first is the default. */
  get names(): readonly string[] {
    return this.current.names;
  }

  /** What a name stands for; any other means the first one. */
  wayOf(name: string): Way {
    const { ways, names } = this.current;
    return ways.get(name) ?? ways.get(names[0] ?? '') ?? { stages: [], hedgedLanes: [] };
  }

  /**
   * Takes another table. An upstream that is as it was keeps its engine and all that is known of it; one that is gone
   * finishes what it has begun. Rejects where one cannot be used; then everything is as before.
   */
  async replace(table: RoutingTable): Promise<void> {
    const before = this.current.members;
    const outcomes = await Promise.allSettled(
      table.upstreams.map(async spec => {
        const known = before.get(spec.name);
        if (known?.identity !== spec.identity) return { spec, member: await this.open(spec), isNew: true };
        await known.member.engine.reload?.();
        return { spec, member: known.member, isNew: false };
      }),
    );
    const members = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failure = outcomes.find(outcome => outcome.status === 'rejected');
    if (failure === undefined && !this.isOver) return this.take(table, members);
    for (const { member, isNew } of members) if (isNew) member.dispose();
    throw failure ? toError(failure.reason, 'failed') : new Error('disposed');
  }

  /** Ends everything, at once. */
  dispose(): void {
    this.isOver = true;
    for (const member of [...this.members, ...this.retired]) member.dispose();
  }

  private async open(spec: UpstreamSpec): Promise<Member> {
    const tally = this.tallies.get(spec.name) ?? new Tally();
    this.tallies.set(spec.name, tally);
    return new Member({ ...this.parts, ...spec, engine: await spec.open(), tally });
  }

  private take(
    { names }: RoutingTable,
    members: readonly { readonly spec: UpstreamSpec; readonly member: Member }[],
  ): void {
    const before = this.members;
    const byName = new Map(
      members.map(({ spec, member }) => [spec.name, { identity: spec.identity, member }]),
    );
    for (const { spec, member } of members) member.rebound(spec);
    const seatsOf = (specs: readonly SeatSpec[]): readonly Seat<Member>[] =>
      specs.flatMap(({ upstream, model }) => {
        const member = byName.get(upstream)?.member;
        return member ? [{ member, model }] : [];
      });
    const wayOf = ({ seats, fallbacks, hedgedLanes }: NameSpec): Way => ({
      stages: [
        { seats: seatsOf(seats), after: undefined },
        ...fallbacks.map(fallback => ({ seats: seatsOf(fallback.seats), after: new Set(fallback.after) })),
      ],
      hedgedLanes,
    });
    this.current = {
      members: byName,
      names: names.map(({ name }) => name),
      ways: new Map(names.map(spec => [spec.name, wayOf(spec)])),
    };
    const kept = new Set(members.map(({ member }) => member));
    for (const member of before) if (!kept.has(member)) this.retire(member);
  }

  private retire(member: Member): void {
    for (const one of this.retired) if (one.isOver) this.retired.delete(one);
    this.retired.add(member);
    this.parts.log.info('upstream taken out', { upstream: member.name, inFlight: member.inFlight });
    member.retire();
  }
}
