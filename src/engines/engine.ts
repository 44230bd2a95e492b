import type { ReceivedInputItem, ReceivedTool } from '../protocol/clientEvents';

/** What a client may ask of a model besides its text. Engines without a model ignore it. */
export interface ModelSettings {
  /** What the model may call; empty: nothing. */
  readonly tools: readonly ReceivedTool[];
  /** As received: `auto`, `none`, `required` or an object that names a tool. */
  readonly toolChoice?: unknown;
  readonly parallelToolCalls?: boolean;
  readonly reasoningEffort?: string;
  readonly verbosity?: string;
  /** `text.format` as received. */
  readonly format?: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly temperature?: number;
  readonly topP?: number;
  readonly promptCacheKey?: string;
  /** `prompt_cache_options` as received, without what only the gateway can do. */
  readonly promptCacheOptions?: Readonly<Record<string, unknown>>;
  readonly serviceTier?: string;
}

/** One request as an engine sees it: chains are resolved, so `input` is the whole conversation in order. */
export interface EngineRequest {
  readonly model: string;
  readonly instructions: string;
  readonly input: readonly ReceivedInputItem[];
  /** Upper bound of the answer, in tokens; undefined means the engine's own limit. */
  readonly maxOutputTokens: number | undefined;
  readonly settings?: ModelSettings;
  /**
   * The connection it came over, the same object each time; aborts when that is gone. What an engine keeps of one connection must
   * not show up at another. Undefined where it came over none.
   */
  readonly connection?: AbortSignal | undefined;
  /** The lane it came over, the same object each time; undefined where it came over none. */
  readonly lane?: { readonly name: string | undefined } | undefined;
  /**
   * Hears which of several servers is asked, by its name, and which have failed before; the last one that is said has
   * answered, or has failed last. It must not throw.
   */
  readonly onRoute?: ((upstream: string, failed: readonly string[]) => void) | undefined;
}

/** What an engine yields, in order. Nothing may follow `end`. */
export type EngineEvent =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** How many tokens it is; not a whole number where it is estimated. */
      readonly tokens: number;
      /** Nobody has counted `tokens`. Such an engine keeps `maxOutputTokens` itself. */
      readonly estimated?: true;
    }
  /** A function call the client is to make; `arguments` is JSON. The answer then ends with reason `stop`. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: string;
      readonly tokens: number;
      /** The id the model's server gave the call; without one the gateway makes one. */
      readonly callId?: string;
    }
  | {
      readonly kind: 'end';
      /** `unknown`: it ended early, for a reason that has no name here. */
      readonly reason: 'stop' | 'max_output_tokens' | 'content_filter' | 'unknown';
      readonly inputTokens: number;
      readonly cachedTokens?: number;
      /** The engine's own count of all it wrote, thoughts included; without it the pieces are counted. */
      readonly outputTokens?: number;
      /** Those of `outputTokens` that were thoughts the client does not see. */
      readonly reasoningTokens?: number;
      /** The service tier that a server behind the engine said to have served. */
      readonly serviceTier?: string;
    };

/** An answer while it is read. */
export interface Answer extends AsyncIterableIterator<EngineEvent, undefined, undefined> {
  /** The next event, if it is there already; undefined when it must be waited for with `next`. */
  now(): EngineEvent | undefined;
  return(): Promise<IteratorResult<EngineEvent, undefined>>;
}

/** What a failure has cost, in tokens, as the server that failed has counted them. */
export interface SpentTokens {
  readonly input: number;
  readonly output: number;
}

/** A failure an engine wants the client to see, in the protocol's terms. Anything else thrown is a 500. */
export class EngineError extends Error {
  /** What was read and written before it, where the server behind has said so. */
  spent: SpentTokens | undefined;

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

/** What stands behind an engine that asks another server; for people to see, nothing secret. */
export interface UpstreamFacts {
  /** Which server it is, such as `vLLM`; `unknown` before it has been reached. */
  readonly server: string;
  /** Form in which turns are asked, such as `chat`; `none` when only completions can be. */
  readonly api: string;
  /** Form in which completions at a cursor are asked: `infill`, `completions`, or that of turns. */
  readonly completions: string;
}

/** Why an engine cannot generate at the moment. */
export interface NotReady {
  /** A sentence for people. */
  readonly reason: string;
  /** As in the error that a request would get, such as `upstream_key_refused` and 401. */
  readonly code?: string;
  readonly status?: number;
}

/** One of several servers behind an engine, as it is now; nothing secret. */
export interface UpstreamState {
  readonly name: string;
  readonly models: readonly string[];
  /** `up`: it is asked; `resting`: it wants to be left alone; `down`: it is looked at now and then; `trial`: it is asked once. */
  readonly health: 'up' | 'resting' | 'trial' | 'down';
  /** Why it is not `up`. */
  readonly reason?: string | undefined;
  readonly weight: number;
  readonly inFlight: number;
  readonly maxInFlight?: number | undefined;
  /** Which server it is and how it is asked, as far as that was found out. */
  readonly upstream?: UpstreamFacts | undefined;
  /** What 19 of 20 first tokens took at most, in ms; undefined where it was asked too rarely to say. */
  readonly firstTokenP95Ms?: number | undefined;
  readonly tally: UpstreamTally;
}

/** What an upstream has come to since the gateway began. */
export interface UpstreamTally {
  /** Times it was asked, second tries and hedges included. */
  readonly asked: number;
  /** Failures by kind. */
  readonly failures: Readonly<Record<string, number>>;
  /** Turns that went to another one after it had failed. */
  readonly fallbacks: number;
  /** Times it was asked as a second one for the same turn, and was first or was not. */
  readonly hedges: { readonly won: number; readonly lost: number };
  /**
   * Tokens of turns that another one has answered, read and written for nothing: estimated of an answer that was cut, and
   * counted of one that failed, where the server has said what it came to.
   */
  readonly wasted: { readonly input: number; readonly output: number };
}

/** Generates answers; everything else (lanes, chains, limits, errors on the wire) is the gateway's. */
export interface Engine {
  /** Short name, as on the command line. */
  readonly name: string;
  /** Ids of the models it serves; the first is the default. May change while it runs. */
  readonly models: readonly string[];
  /** Only of an engine with a server behind it. May change while it runs. */
  readonly upstream?: UpstreamFacts | undefined;
  /** Only of an engine that chooses among several servers: all of them. */
  readonly upstreams?: readonly UpstreamState[] | undefined;
  /**
   * Generates an answer. The iteration ends soon after `signal` aborts (throwing or just ending). Throws
   * `EngineError` for what the client should be told. One that yields many events at a time gives an `Answer`.
   */
  generate(request: EngineRequest, signal: AbortSignal): AsyncIterable<EngineEvent>;
  /** Prepares for requests that begin with this one; bounded work. */
  warmUp(request: EngineRequest, signal: AbortSignal): Promise<void>;
  /** Why it cannot generate at the moment; undefined when it can. Without it, it always can. */
  notReady?(): NotReady | undefined;
  /** Looks whether the server behind it is there, at little cost. Rejects when it is not. */
  look?(signal: AbortSignal): Promise<void>;
  /** Reads again what it was started with and may have changed, such as a key. Rejects when that cannot be used. */
  reload?(): Promise<void>;
  /** Releases everything; called once. */
  dispose(): void;
}
