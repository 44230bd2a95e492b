import type { WireError } from '../protocol/errors';
import type { CacheReport } from '../protocol/promptCache';
import type { ServedTier } from '../protocol/serviceTier';
import type { FunctionCall } from '../protocol/functionCall';
import type { ResponseInputItem } from '../protocol/wire';
import type { Lane } from './lane';
import type { TurnTool } from './turns/turnTools';

/** One request for generated text. */
export interface TurnRequest {
  /** The feature's lane, or one beside it; FIFO inside a lane. */
  readonly lane: Lane;
  readonly instructions?: string;
  readonly input: string | readonly ResponseInputItem[];
  /** Continues from this response; then `input` holds only what is new. */
  readonly previous?: string;
  /**
   * The whole conversation, for the resend when the server has forgotten `previous`. Required with `previous`
   * wherever the turn must not fail for that reason.
   */
  readonly fullInput?: () => readonly ResponseInputItem[];
  /** Upper bound of the answer, in tokens. */
  readonly maxOutputTokens?: number;
  readonly model?: string;
  readonly reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high';
  readonly verbosity?: 'low' | 'medium' | 'high';
  /** What the model may call. The calls it asks for are in the result; running them is the caller's business. */
  readonly tools?: readonly TurnTool[];
  /** `required`: it has to call one of them. `auto` unless said. */
  readonly toolChoice?: 'auto' | 'required';
  /** Nothing behind the last breakpoint of the input is worth keeping in the server's prompt cache. */
  readonly cacheOnlyMarked?: boolean;
}

/** How a turn ended. */
export type TurnStatus =
  | 'completed'
  /** Cut short by the server: `reason` says why (`max_output_tokens`, ...). */
  | 'incomplete'
  /** Cancelled by the caller, or superseded by the successor of a redirect. */
  | 'cancelled'
  | 'failed';

/** Times of a turn, in ms. Absent where the turn did not come so far. */
export interface TurnTimings {
  /** From `start` to the frame handed to the socket: waiting for a connection and for the lane. */
  readonly queuedMs?: number;
  /** From the frame on the wire to the first text delta. */
  readonly firstTokenMs?: number;
  /** From `start` to the end. */
  readonly totalMs: number;
  /** Tokens of text a second while text was written; by usage where reported, else estimated from the text. */
  readonly tokensPerSecond?: number;
  /** How many ranges of text there are, where redirects made it more than one. */
  readonly legs?: number;
}

/** The end of a turn: reported exactly once. */
export interface TurnResult {
  readonly lane: Lane;
  readonly status: TurnStatus;
  /** All text of the turn, also when it did not complete. */
  readonly text: string;
  /** The calls the model asks for, in order; absent where there are none. */
  readonly calls?: readonly FunctionCall[];
  /** Pass as `previous` to continue from here. */
  readonly responseId?: string;
  /** Why, for `incomplete`. */
  readonly reason?: string;
  /** Present exactly when `failed`. */
  readonly error?: WireError;
  /** Of the last response: where the turn was redirected, its earlier ranges are not in it. */
  readonly usage?: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cachedTokens: number;
  };
  /** The tier of the last response, where the server said it. */
  readonly serviceTier?: ServedTier;
  /** What the server said of its prompt cache, for the last response. */
  readonly cache?: CacheReport;
  readonly timings: TurnTimings;
  /** Bytes of the request frame and of all frames of the answer. */
  readonly bytes: { readonly up: number; readonly down: number };
}

/** Something a turn reports while it runs, for callers that need more than its text. */
export type TurnEvent =
  | { readonly kind: 'text'; readonly text: string }
  /** The answer was redirected here: what follows answers `instruction`. */
  | { readonly kind: 'redirected'; readonly instruction: string };

/** One request in progress. */
export interface Turn {
  /**
   * The text deltas, in order; ends when the turn ends, however it ends. A slow reader gets them joined, never
   * dropped. One reader; leaving the loop early does not cancel the turn.
   */
  readonly text: AsyncIterable<string>;
  /** The same, with redirect points. A turn is read through `text` or through `events`, not both. */
  readonly events: AsyncIterable<TurnEvent>;
  /** All text so far. */
  readonly textSoFar: string;
  /** Resolves once with the end of the turn. Never rejects. */
  readonly done: Promise<TurnResult>;
  /**
   * Redirects this turn: natively where the endpoint can, else by cancelling and continuing with
   * the partial answer and the new instruction. The turn goes on, with a `redirected` event at the turn.
   * Has no effect on a turn that has ended; returns whether it took effect.
   */
  steer(instruction: string): boolean;
  /** Ends the turn for the caller at once, whatever the network does. Idempotent. */
  cancel(): void;
}
