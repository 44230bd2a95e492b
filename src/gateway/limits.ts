import type { SchedulerLimits } from './lanes/laneScheduler';

/** Everything that bounds one socket. */
export interface ConnectionLimits extends SchedulerLimits {
  /** Age from which a socket takes no new requests, in ms. */
  readonly maxConnectionMs: number;
  /** How long responses in flight may go on when a socket or the gateway is closing, in ms. */
  readonly drainGraceMs: number;
  /** Code units of all conversations a socket remembers. */
  readonly maxChainSize: number;
}

/** What bounds the sockets of a gateway and its HTTP requests. */
export interface GatewayLimits extends ConnectionLimits {
  /** How long an HTTP connection may go without a byte in either direction, in ms. */
  readonly httpIdleMs: number;
  /** Open WebSockets. As of the other bounds of this kind, one client of several may have as many as are still free. */
  readonly maxSockets: number;
  /** HTTP requests whose body is on its way. */
  readonly maxArriving: number;
  /** Code units of all requests that arrive, wait or are being answered, over all connections. */
  readonly maxHeldSize: number;
  /** Bytes of all frames that are not complete. */
  readonly maxUnfinishedBytes: number;
  /** Code units of all conversations of all sockets. */
  readonly maxTotalChainSize: number;
  /** Responses being generated at once, over all clients; more wait in fair turn. */
  readonly maxTotalInFlight: number;
  /** Requests of one client that may wait for that. */
  readonly maxWaitingPerClient: number;
}

/** Bounds of the process; options change some of them. */
export const fixedLimits = {
  /** Largest request: a frame or an HTTP body, in bytes. The largest first frame seen of a real client is 36 KB. */
  maxRequestBytes: 16 * 1024 * 1024,
  maxQueued: 64,
  maxQueuedSize: 32 * 1024 * 1024,
  maxChainSize: 64 * 1024 * 1024,
  maxTotalChainSize: 256 * 1024 * 1024,
  /** Text of one answer, in code units; far beyond what any model writes. */
  maxAnswerUnits: 32 * 1024 * 1024,
  drainGraceMs: 5_000,
  maxSockets: 1_000,
  maxArriving: 1_024,
  maxHeldSize: 512 * 1024 * 1024,
  maxUnfinishedBytes: 512 * 1024 * 1024,
  /** Silence in the middle of a body, in ms. */
  bodyIdleMs: 30_000,
  maxTotalInFlight: 256,
  maxWaitingPerClient: 1_024,
  /** Longer than an engine thinks, and about what clients wait. */
  httpIdleMs: 5 * 60_000,
  /** Ping interval in ms: below the 60 s after which proxies drop silent connections. */
  pingIntervalMs: 25_000,
  /** Bytes on their way to a reader above which its engines wait, and below which they go on. */
  writeHighBytes: 32 * 1024,
  writeLowBytes: 16 * 1024,
  /** Bytes that a reader has not read, wherever they are, above which its engines wait. */
  unreadBytes: { first: 32 * 1024, most: 256 * 1024 },
  /** Bytes on their way to a reader above which nothing more is read from it. */
  readStopBytes: 4 * 1024 * 1024,
  /**
   * How long a reader may leave everything that waits for it, in ms. Then its answer is ended; over a WebSocket its connection, where nothing is
   * read from it any more.
   */
  unreadMs: 2 * 60_000,
  /** How long clients get for the last words after everything has been answered, in ms; then they are cut off. */
  lastWordsMs: 1_000,
} as const;

/** The bounds of what is kept in memory, for a process that may have `heapBytes` of it. Smaller ones have to do with less. */
export function memoryLimits(heapBytes: number): Pick<GatewayLimits, 'maxTotalChainSize' | 'maxHeldSize'> {
  const { maxTotalChainSize, maxHeldSize } = fixedLimits;
  const quarter = Math.floor(heapBytes / 4);
  return {
    maxTotalChainSize: Math.min(maxTotalChainSize, quarter),
    maxHeldSize: Math.min(maxHeldSize, quarter),
  };
}
