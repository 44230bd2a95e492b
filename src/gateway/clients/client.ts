import type { DayLimits } from '../admission/dayBudgets';

/** Somebody who may use the gateway, known by a token. */
export interface Client extends DayLimits {
  /** Shown in logs and metrics; never the token. */
  readonly name: string;
  /** Requests taken in a minute, bursts of as many included; undefined: any number. */
  readonly requestsPerMinute: number | undefined;
  /** Responses being generated at once, over all of its connections; undefined: any number. */
  readonly maxInFlight: number | undefined;
}

/** What holds for a client whose entry says nothing else. */
export type ClientDefaults = Pick<
  Client,
  'requestsPerMinute' | 'maxInFlight' | 'requestsPerDay' | 'tokensPerDay'
>;
