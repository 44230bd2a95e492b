import type { Clock } from '../../common/clock';
import type { Log } from '../../common/log';
import { watched, type Watched } from '../answer';
import {
  EngineError,
  type Answer,
  type Engine,
  type EngineRequest,
  type NotReady,
  type UpstreamFacts,
  type UpstreamState,
} from '../engine';
import { isLaneOf } from '../../protocol/streamId';
import { ask, type Asked, type TakenSeat } from './asking';
import { choose, type Stage } from './choice';
import { classOf, failureName, type ErrorClass } from './errorClass';
import { Fleet, type RoutingTable } from './fleet';
import { askHedged } from './hedge';
import type { Member } from './member';
import { Prefixes } from './prefixes';
import { startingWith } from './startingWith';
import { lessBusyOfTwo } from './twoChoices';
import { Waiting } from './waiting';

/** What a router is built from. */
export interface RouterParts {
  /** Reads what there is to choose from; also when it is read again. Rejects when it cannot be used. */
  readonly read: () => Promise<RoutingTable>;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Upstreams that one turn may ask in vain. */
const mostTries = 16;

/** Part of the turns that may be asked twice, and how many of those may come together. */
const hedgedShare = 0.1;
const mostHedgesTogether = 10;

/**
 * An engine that asks one of several others: by health, load and weight, where the prefix cache is, and another one when the
 * first has failed and nothing was shown yet. `reload` reads anew what there is; what runs ends where it began, and when
 * it cannot be used nothing changes. Disposing ends all of them.
 */
export async function createRouter(parts: RouterParts): Promise<Engine> {
  const router = new Router(parts);
  await router.reload();
  return router;
}

class Router implements Engine {
  readonly name = 'upstream';
  private readonly parts: RouterParts;
  private readonly fleet: Fleet;
  private readonly prefixes = new Prefixes<Member>();
  private readonly waiting = new Waiting<TakenSeat | 'none'>();
  private reloading: Promise<void> = Promise.resolve();
  /** How many turns may be asked twice at the moment. */
  private hedges = 1;

  constructor(parts: RouterParts) {
    this.parts = parts;
    this.fleet = new Fleet({ ...parts, onChange: () => this.waiting.look() });
  }

  get models(): readonly string[] {
    return this.fleet.names;
  }

  get upstreams(): readonly UpstreamState[] {
    return this.fleet.members.map(({ state }) => state);
  }

  get upstream(): UpstreamFacts | undefined {
    const facts = this.fleet.members.flatMap(({ engine }) => engine.upstream ?? []);
    return facts.length === 0 ? undefined : commonFacts(facts);
  }

  /** Only when all of them are down. */
  notReady(): NotReady | undefined {
    const { members } = this.fleet;
    // One that is being tried, or has had too much for the moment, serves.
    if (members.some(({ state }) => state.health !== 'down')) return undefined;
    const said = members.map(({ name, trouble }) => `${name}: ${trouble?.reason ?? 'not there'}`);
    return {
      reason: `No upstream can be asked. ${said.join(' ')}`,
      code: 'upstream_unreachable',
      status: 503,
    };
  }

  /** One reload after the other; each reads what stands there when it begins. */
  reload(): Promise<void> {
    const next = this.reloading.catch(() => undefined).then(() => this.readAgain());
    this.reloading = next;
    return next;
  }

  generate(request: EngineRequest, signal: AbortSignal): Answer {
    return watched(async (): Promise<Watched> => {
      const { answer, first, over } = await this.begin(request, signal);
      return { answer: startingWith(first, answer), watch: { event: () => {}, over } };
    });
  }

  async warmUp(request: EngineRequest, signal: AbortSignal): Promise<void> {
    const { stages } = this.fleet.wayOf(request.model);
    const preferred = this.prefixes.find(request);
    const found = choose(stages, { tried: [], failure: undefined, preferred }, this.parts.random);
    // Nothing is prepared where there is no room for it.
    if (found === 'none' || found === 'wait') return;
    const { member, model } = found;
    const leave = member.enter();
    this.prefixes.remember(request, member);
    request.onRoute?.(member.name, []);
    try {
      await member.engine.warmUp({ ...request, model }, signal);
    } finally {
      leave();
    }
  }

  dispose(): void {
    this.fleet.dispose();
  }

  private async readAgain(): Promise<void> {
    await this.fleet.replace(await this.parts.read());
    this.prefixes.keep(member => !member.isGone);
    this.waiting.look();
  }

  /** Asks one after the other until one begins to answer. */
  private async begin(request: EngineRequest, signal: AbortSignal): Promise<Asked> {
    const failures: Failure[] = [];
    const onFailed = (seat: TakenSeat, error: unknown): void => {
      failures.push({ seat, error });
      this.parts.log.info('upstream failed before it answered', {
        upstream: seat.member.name,
        code: failureName(error),
      });
    };
    const route = ({ member }: TakenSeat): void => {
      this.prefixes.remember(request, member);
      request.onRoute?.(
        member.name,
        failures.map(({ seat }) => seat.member.name),
      );
    };
    for (;;) {
      signal.throwIfAborted();
      const last = failures.at(-1);
      const kind = last && classOf(last.error);
      if (last && (kind === undefined || failures.length >= mostTries)) throw told(failures, last);
      const seat = await this.seat(request, failures, kind, signal);
      if (seat === 'none') throw last ? told(failures, last) : nobody();
      last?.seat.member.tally.leftFor();
      route(seat);
      try {
        const asked = await this.ask(seat, request, signal, failures, onFailed);
        if (asked.seat !== seat) {
          if (failures.some(failure => failure.seat === seat)) seat.member.tally.leftFor();
          route(asked.seat);
        }
        for (const failure of failures) failure.seat.member.tally.wasteOf(failure.error);
        return asked;
      } catch (error) {
        if (signal.aborted || failures.at(-1)?.error !== error) throw error;
      }
    }
  }

  /** Takes a seat, when there is one: nobody is overtaken. */
  private async seat(
    request: EngineRequest,
    failures: readonly Failure[],
    failure: ErrorClass | undefined,
    signal: AbortSignal,
  ): Promise<TakenSeat | 'none'> {
    const journey = {
      tried: failures.map(({ seat }) => seat),
      failure,
      preferred: this.prefixes.find(request),
    };
    const take = (): TakenSeat | 'none' | undefined => {
      const found = choose(this.fleet.wayOf(request.model).stages, journey, this.parts.random);
      if (found === 'wait' || found === 'none') return found === 'none' ? found : undefined;
      return { ...found, leave: found.member.enter() };
    };
    const found = this.waiting.size === 0 ? take() : undefined;
    return found ?? (await this.waiting.wait(take, signal));
  }

  /** Asks one upstream, or, where that is allowed and it takes long, two. */
  private async ask(
    seat: TakenSeat,
    request: EngineRequest,
    signal: AbortSignal,
    failures: readonly Failure[],
    onFailed: (seat: TakenSeat, error: unknown) => void,
  ): Promise<Asked> {
    const { clock } = this.parts;
    const { stages, hedgedLanes } = this.fleet.wayOf(request.model);
    const lane = request.lane?.name;
    const isHedged =
      failures.length === 0 && lane !== undefined && hedgedLanes.some(name => isLaneOf(lane, name));
    if (isHedged) this.hedges = Math.min(mostHedgesTogether, this.hedges + hedgedShare);
    const afterMs = isHedged ? seat.member.firstTokens.hedged.p95 : undefined;
    if (afterMs !== undefined)
      return await askHedged(seat, request, signal, {
        clock,
        afterMs,
        onFailed,
        second: () => this.second(seat, stages),
      });
    try {
      return await ask(seat, request, signal, { clock, isHedged });
    } catch (error) {
      if (!signal.aborted) onFailed(seat, error);
      throw error;
    }
  }

  /** A seat at another upstream that would do as well, while there are not too many of them. */
  private second(first: TakenSeat, [stage]: readonly Stage<Member>[]): TakenSeat | undefined {
    if (this.hedges < 1) return undefined;
    const others = (stage?.seats ?? []).filter(
      ({ member }) => member !== first.member && member.isUp && !member.isFull && !member.isGone,
    );
    const member = lessBusyOfTwo([...new Set(others.map(other => other.member))], this.parts.random);
    const seat = others.find(other => other.member === member);
    if (!seat) return undefined;
    this.hedges--;
    return { ...seat, leave: seat.member.enter() };
  }
}

/** An upstream that was asked in vain. */
interface Failure {
  readonly seat: TakenSeat;
  readonly error: unknown;
}

/** What failed last, with what was asked before it. */
function told(failures: readonly Failure[], { error }: Failure): unknown {
  if (failures.length < 2 || !(error instanceof EngineError)) return error;
  const before = failures.slice(0, -1).map(one => `${one.seat.member.name} (${failureName(one.error)})`);
  const message = `${error.message} Asked before: ${before.join(', ')}.`;
  return new EngineError(error.status, error.code, message, error.headers);
}

function nobody(): EngineError {
  return new EngineError(503, 'upstream_unreachable', 'There is no upstream for this model at the moment.');
}

/** What holds for all of them; where they differ, that they do. */
function commonFacts(facts: readonly UpstreamFacts[]): UpstreamFacts {
  const common = (of: (one: UpstreamFacts) => string): string => {
    const [first = '', ...others] = new Set(facts.map(of));
    return others.length === 0 ? first : 'several';
  };
  return {
    server: common(({ server }) => server),
    api: common(({ api }) => api),
    completions: common(({ completions }) => completions),
  };
}
