import { EngineError } from '../../engines/engine';
import type { Clock } from '../../common/clock';
import { DayBudgets, type DayLimits, type UsedUp } from './dayBudgets';
import { FairSlots } from './fairSlots';
import { RateLimit } from './rateLimit';

/** Who is let in, and what bounds him over all of his connections. */
export interface GateUser extends DayLimits {
  /** Shown in logs and metrics; never the token. */
  readonly name: string;
  /** Requests taken in a minute, bursts of as many included; undefined: any number. */
  readonly requestsPerMinute: number | undefined;
  /** Responses being generated at once, over all of its connections; undefined: any number. */
  readonly maxInFlight: number | undefined;
}

/** What whoever was let in says at the end. */
export interface Pass {
  /**
   * What it has cost so far, in tokens, in and out: counted where the end is never said, since the process that would is
   * gone. Only where there are such processes.
   */
  soFar?(tokens: number): void;
  /**
   * The answer is over, however it ended; what is said later counts for nothing.
   * @param tokens what it has cost, in and out
   */
  leave(tokens: number): void;
}

/** Decides when a request may reach the engine: rates, budgets and fair turns hold over all connections of a client. */
export interface Gate {
  /**
   * Lets a request in: at once where it may, so that it leaves in the same turn of the event loop. Throws, or rejects
   * with, `EngineError` 429 when it may not, and the signal's reason when that aborts first.
   * @param connection identity of the connection, for fairness among those of one client
   */
  enter(client: GateUser, connection: object, signal: AbortSignal): Pass | Promise<Pass>;
  /** Requests that are in. */
  readonly inUse: number;
  /** Requests that wait. */
  readonly waiting: number;
  /** Forgets the rates of those who are not clients any more, by their names. */
  forget(isKnown: (name: string) => boolean): void;
}

/** What a gate is built from. */
export interface GateParts {
  readonly limits: { readonly maxTotalInFlight: number; readonly maxWaitingPerClient: number };
  readonly clock: Clock;
  /** Whether there are several clients. */
  readonly isShared: () => boolean;
  readonly budgets?: DayBudgets | undefined;
  /** A request has got in after waiting this long, in ms. */
  readonly onWaited: (ms: number) => void;
}

/** The gate of one process. */
export function localGate({
  limits,
  clock,
  isShared,
  budgets = new DayBudgets(),
  onWaited,
}: GateParts): Gate {
  const { maxTotalInFlight: total, maxWaitingPerClient: maxWaiting } = limits;
  const slots = new FairSlots({ total, maxWaiting, isShared });
  const rates = new Map<string, RateLimit>();
  const rateOf = ({ name, requestsPerMinute }: GateUser): RateLimit | undefined => {
    if (requestsPerMinute === undefined) return undefined;
    const rate = rates.get(name) ?? new RateLimit(requestsPerMinute, clock);
    rates.set(name, rate);
    rate.resize(requestsPerMinute);
    return rate;
  };
  const passOf = ({ name }: GateUser, release: () => void): Pass => {
    let isIn = true;
    return {
      leave(tokens) {
        if (!isIn) return;
        isIn = false;
        budgets.spend(name, tokens);
        release();
      },
    };
  };
  return {
    get inUse() {
      return slots.inUse;
    },
    get waiting() {
      return slots.waiting;
    },
    enter(client, connection, signal) {
      const wait = rateOf(client)?.take() ?? 0;
      if (wait > 0)
        throw tooMany('This token has used up its requests for the moment.', Math.ceil(wait / 1000));
      const usedUp = budgets.take(client.name, client);
      if (usedUp) throw overBudget(usedUp);
      const user = { client: client.name, maxInFlight: client.maxInFlight, connection };
      const free = signal.aborted ? undefined : slots.tryAcquire(user);
      if (free) {
        onWaited(0);
        return passOf(client, free);
      }
      const since = clock.now();
      return slots.acquire(user, signal).then(
        release => {
          if (!release) {
            budgets.giveBack(client.name);
            throw tooMany('Too many requests of this token are waiting.', 1);
          }
          onWaited(clock.now() - since);
          return passOf(client, release);
        },
        (error: unknown) => {
          budgets.giveBack(client.name);
          throw error;
        },
      );
    },
    forget(isKnown) {
      for (const name of rates.keys()) if (!isKnown(name)) rates.delete(name);
    },
  };
}

function tooMany(reason: string, seconds: number): EngineError {
  const message = `${reason} Try again in ${seconds} s.`;
  return new EngineError(429, 'rate_limit_exceeded', message, { 'retry-after': String(seconds) });
}

function overBudget({ what, limit, seconds }: UsedUp): EngineError {
  const hours = Math.ceil(seconds / 360) / 10;
  const message = `This token has used up its ${limit} ${what} for today. There is more at midnight UTC, in ${hours} h.`;
  return new EngineError(429, 'rate_limit_exceeded', message, {
    'retry-after': String(seconds),
    [`x-ratelimit-limit-${what}`]: String(limit),
    [`x-ratelimit-remaining-${what}`]: '0',
    [`x-ratelimit-reset-${what}`]: `${seconds}s`,
  });
}
