/** What the processes of the gateway's benchmark say to each other. */

/**
 * What the stand-in for a model's server is told to do: it stands as JSON in the newest message of a request, so that
 * it arrives the same through a gateway and without one.
 */
export interface Order {
  /** Names the request, for asking afterwards what became of it. */
  readonly id: number;
  readonly tokens: number;
  /** Speed of this answer; 0: as fast as it is taken. */
  readonly perSecond: number;
  /** Tokens of one chunk where there is no speed to keep; 8 where it is not said. */
  readonly chunk?: number | undefined;
}

/** Microseconds of the machine's monotonic clock: the same clock in every process. */
export function nowMicros(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** The model the stand-in says it has. */
export const model = 'stand-in';

/** What stands in front of each order, as much as a window around a cursor: 2 KB. */
export const context = 'const value = compute(input, 12);\n'.repeat(60);
