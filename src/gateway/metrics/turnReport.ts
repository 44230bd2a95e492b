/** What a turn was, for those who look at the gateway from outside. Never code, prompts or answers. */
export interface TurnReport {
  /** Id of the response, as its client sees it. */
  readonly id: string;
  readonly model: string;
  readonly lane: string | undefined;
  readonly status: 'completed' | 'incomplete' | 'cancelled' | 'failed';
  /** Why it failed, such as `upstream_timeout`; only where it did. */
  readonly code?: string | undefined;
  readonly warmUp: boolean;
  /** The server that answered, as far as is known. */
  readonly upstream: string | undefined;
  /** Those that were asked before it and failed; only where there are any. */
  readonly fallbackFrom?: readonly string[];
  /** Whether it continued from an earlier response. */
  readonly chained: boolean;
  /** Tokens, as the engine counted them; estimated where it was stopped before it could say. */
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** When it began, Unix time in ms. */
  readonly startedAt: number;
  /** Until the first token, and until the end, in ms. */
  readonly firstTokenMs: number | undefined;
  readonly ms: number;
}

/** A turn, and whose it was. */
export interface ClientTurn extends TurnReport {
  /** Name of the token. */
  readonly client: string;
  readonly over: 'websocket' | 'http';
}

/** Hears of each turn at its end. */
export type OnTurn = (turn: ClientTurn) => void;
