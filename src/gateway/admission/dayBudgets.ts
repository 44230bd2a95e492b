import * as v from 'valibot';
import { namedValues } from '../../protocol/namedValues';

/** What a client may use in a day; undefined: any number. A day is one of UTC. */
export interface DayLimits {
  readonly requestsPerDay?: number | undefined;
  /** Tokens in and out, as the engine counts them. */
  readonly tokensPerDay?: number | undefined;
}

/** What is used up, and how long until there is more, in whole seconds. */
export interface UsedUp {
  readonly what: 'requests' | 'tokens';
  readonly limit: number;
  readonly seconds: number;
}

interface Used {
  readonly requests: number;
  readonly tokens: number;
}

const none: Used = { requests: 0, tokens: 0 };

const count = v.pipe(v.number(), v.minValue(0));
const state = v.strictObject({
  day: v.pipe(v.string(), v.isoDate()),
  clients: namedValues(v.strictObject({ requests: count, tokens: count })),
});

/** What has been used on a day, as it is kept over a restart. */
export type BudgetState = v.InferOutput<typeof state>;

/** Reads what was kept. Throws an `Error` with a sentence when it is something else. */
export function parseBudgetState(text: string): BudgetState {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const read = v.safeParse(state, json);
  if (read.success) return read.output;
  throw new Error(`${v.getDotPath(read.issues[0]) ?? 'the file'} is not of the form that the gateway writes`);
}

const dayMs = 24 * 3600 * 1000;

/**
 * What each client has used today. Requests are counted when they are taken, tokens when an answer is over: what runs
 * when a budget is used up comes to its end.
 */
export class DayBudgets {
  private readonly unixMs: () => number;
  private readonly onChange: () => void;
  private day: string;
  /** The date of today, and which day that is since 1970. */
  private date = '';
  private dayNumber = Number.NaN;
  private used = new Map<string, Used>();

  /**
   * @param unixMs Unix time in ms
   * @param before what was kept; of an earlier day it counts for nothing
   * @param onChange something was used
   */
  constructor(unixMs: () => number = Date.now, before?: BudgetState, onChange: () => void = () => {}) {
    this.unixMs = unixMs;
    this.onChange = onChange;
    this.day = this.today();
    if (before?.day === this.day) this.used = new Map(Object.entries(before.clients));
  }

  /** What is used, to be kept. */
  get state(): BudgetState {
    this.turnPage();
    return { day: this.day, clients: Object.fromEntries(this.used) };
  }

  /** Takes a request of a client; or says what is used up, and nothing was taken. */
  take(client: string, { requestsPerDay, tokensPerDay }: DayLimits): UsedUp | undefined {
    this.turnPage();
    const { requests, tokens } = this.used.get(client) ?? none;
    if (requestsPerDay !== undefined && requests >= requestsPerDay)
      return this.usedUp('requests', requestsPerDay);
    if (tokensPerDay !== undefined && tokens >= tokensPerDay) return this.usedUp('tokens', tokensPerDay);
    this.add(client, 1, 0);
    return undefined;
  }

  /** A request that was taken did not begin. */
  giveBack(client: string): void {
    if (this.used.has(client)) this.add(client, -1, 0);
  }

  /** A client has used tokens. */
  spend(client: string, tokens: number): void {
    if (tokens <= 0) return;
    this.turnPage();
    this.add(client, 0, tokens);
  }

  private add(client: string, requests: number, tokens: number): void {
    const used = this.used.get(client) ?? none;
    this.used.set(client, { requests: Math.max(0, used.requests + requests), tokens: used.tokens + tokens });
    this.onChange();
  }

  private usedUp(what: UsedUp['what'], limit: number): UsedUp {
    const now = this.unixMs();
    return { what, limit, seconds: Math.max(1, Math.ceil((dayMs - (now % dayMs)) / 1000)) };
  }

  private turnPage(): void {
    const today = this.today();
    if (today === this.day) return;
    this.day = today;
    this.used.clear();
  }

  private today(): string {
    const now = this.unixMs();
    // With every request: the date is written only once a day.
    if (Math.floor(now / dayMs) !== this.dayNumber) {
      this.dayNumber = Math.floor(now / dayMs);
      this.date = new Date(now).toISOString().slice(0, 10);
    }
    return this.date;
  }
}
