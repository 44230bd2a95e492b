import type { ReceivedInputItem } from '../protocol/clientEvents';

/** One request as an engine sees it: chains are resolved, so `input` is the whole conversation in order. */
export interface EngineRequest {
  readonly model: string;
  readonly instructions: string;
  readonly input: readonly ReceivedInputItem[];
  /** Upper bound of the answer, in tokens; undefined means the engine's own limit. */
  readonly maxOutputTokens: number | undefined;
}

/** What an engine yields, in order. Nothing may follow `end`. */
export type EngineEvent =
  | { readonly kind: 'text'; readonly text: string; readonly tokens: number }
  /** A function call the client is to make; `arguments` is JSON. The answer then ends with reason `stop`. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string; readonly tokens: number }
  | {
      readonly kind: 'end';
      readonly reason: 'stop' | 'max_output_tokens';
      readonly inputTokens: number;
      readonly cachedTokens?: number;
    };

/** A failure an engine wants the client to see, in the protocol's terms. Anything else thrown is a 500. */
export class EngineError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

/** Generates answers; everything else (lanes, chains, limits, errors on the wire) is the gateway's. */
export interface Engine {
  /** Short name, as on the command line. */
  readonly name: string;
  /** Ids of the models it serves; the first is the default. */
  readonly models: readonly string[];
  /**
   * Generates an answer. The iteration ends soon after `signal` aborts (throwing or just ending). Throws
   * `EngineError` for what the client should be told.
   */
  generate(request: EngineRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
  /** Prepares for requests that begin with this one; bounded work. */
  warmUp(request: EngineRequest, signal: AbortSignal): Promise<void>;
  /** Why it cannot generate at the moment, as a sentence; undefined when it can. Without it, it always can. */
  notReady?(): string | undefined;
  /** Releases everything; called once. */
  dispose(): void;
}
