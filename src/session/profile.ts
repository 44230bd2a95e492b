import type { CacheField } from '../protocol/promptCache';

/** What an endpoint can do. No caller of the session ever asks which server it is. */
export interface EndpointProfile {
  /** Runs turns of different lanes at the same time. Where false, one response is in flight per socket. */
  readonly concurrentLanes: boolean;
  /** Understands `stream_id`. */
  readonly namedLanes: boolean;
  /** Understands `response.steer`. */
  readonly steer: boolean;
  /** Understands `generate: false`. */
  readonly warmUp: boolean;
  /** Understands our announced cancel message. */
  readonly cancelMessage: boolean;
  /** Continues from `previous_response_id`. */
  readonly incremental: boolean;
  /** Responses in flight per socket. */
  readonly maxInFlight: number;
  /** Distinct lane names in the lifetime of a socket. */
  readonly maxLanes: number;
  /** Age at which the server closes a socket, in ms. */
  readonly maxConnectionMs: number;
  /** Answers at a cursor with the bare text, as engines do that fill in the middle and never think; a chat model does not. */
  readonly answersBare: boolean;
  /** The fields about the prompt cache that it has not refused. Sent for models that have them. */
  readonly cacheFields: readonly CacheField[];
  /** Says of every model whether its cache was hit, when it is asked to compare. */
  readonly diagnosesCache: boolean;
}
