import type { TurnStatus } from './turn';

/** Figures of one session since it was created. Kept in memory, shown to the user, never sent anywhere. */
export interface SessionMetrics {
  /** Sockets opened successfully; 1 for a healthy run of less than an hour. */
  readonly connects: number;
  /** Of those, how many replaced a lost one. */
  readonly reconnects: number;
  readonly failedConnects: number;
  /** Time of the last successful connect, in ms. */
  readonly lastConnectMs: number | undefined;
  readonly turns: Readonly<Record<TurnStatus, number>>;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Frames that were not of the protocol. */
  readonly malformedFrames: number;
  /** Time from request to first text over the last turns, in ms. */
  readonly firstToken: { readonly p50: number | undefined; readonly p95: number | undefined };
  /** Tokens a second of the last turn that generated text. */
  readonly lastTokensPerSecond: number | undefined;
}
