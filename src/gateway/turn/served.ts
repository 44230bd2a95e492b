/** The events the gateway sends: the documented ones, without the fields only a client library adds. */
import type {
  DocumentedServerEvent,
  DocumentedServerEventOf,
  Response,
  ResponseOutputMessage,
} from '../../protocol/wire';
import type { StreamId } from '../../protocol/streamId';
import { withRetryAfter } from './retryAfter';

/**
 * Why a response ended early. `cancelled` is our extension: the answer to `codex_spark.cancel`; `unknown` is an
 * upstream's own reason that has no name here.
 */
export type IncompleteReason = 'max_output_tokens' | 'content_filter' | 'steered' | 'cancelled' | 'unknown';

/** A function call the model asks its client to make. */
export interface ServedCall {
  readonly type: 'function_call';
  readonly id: string;
  readonly call_id: string;
  readonly name: string;
  readonly arguments: string;
  readonly status: 'in_progress' | 'completed';
}

/** What a response can put out. */
export type ServedItem = ResponseOutputMessage | ServedCall;

/**
 * The response object. `instructions` and `tools` are not echoed (null and empty): a client has just sent them,
 * and three copies of a large prompt per turn would cost more than the answer.
 */
export type ServedResponse = Omit<
  Response,
  'output_text' | 'access_programs' | 'incomplete_details' | 'output' | 'error' | 'service_tier'
> & {
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly incomplete_details: { readonly reason: IncompleteReason } | null;
  readonly output: readonly ServedItem[];
  /** The tier served, in the word of the server behind us; absent where it says none. */
  readonly service_tier?: string;
};

type LifecycleType =
  | 'response.created'
  | 'response.in_progress'
  | 'response.completed'
  | 'response.incomplete'
  | 'response.failed';

type PlainType =
  | 'response.output_item.added'
  | 'response.content_part.added'
  | 'response.output_text.delta'
  | 'response.output_text.done'
  | 'response.content_part.done'
  | 'response.output_item.done'
  | 'response.function_call_arguments.delta'
  | 'response.function_call_arguments.done'
  | 'response.steer.accepted'
  | 'response.steer.pending'
  | 'response.steer.failed';

type Bare<E> = E extends unknown ? Omit<E, 'sequence_number' | 'stream_id'> : never;

/** One event without its envelope. */
export type EventBody =
  | { readonly type: LifecycleType; readonly response: ServedResponse }
  | Bare<Exclude<DocumentedServerEventOf<PlainType>, { type: 'response.steer.failed' }>>
  | SteerFailedBody
  | ErrorBody;

/** `response.steer.failed`; hands back the input exactly as it came, also when it was not of a legal shape. */
export interface SteerFailedBody {
  readonly type: 'response.steer.failed';
  readonly error: {
    readonly type: 'invalid_request_error';
    readonly code: string;
    readonly message: string;
  };
  readonly steer: { readonly id?: string; readonly previous_response_id: string; readonly input: unknown };
}

/** The nested error, always with `status`: the Codex client ignores one without it. */
export interface ErrorBody {
  readonly type: 'error';
  readonly status: number;
  readonly error: {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly param: string | null;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** One event as sent. */
export type ServedEvent = EventBody & {
  readonly sequence_number?: number;
  /** The lane; absent on the default lane. */
  readonly stream_id?: StreamId;
};

/** Holds every type name above against the documentation at compile time. */
type Undocumented = Exclude<EventBody['type'], DocumentedServerEvent['type']>;
const documented: [Undocumented] extends [never] ? true : Undocumented = true;
void documented;

/** Builds the nested error body from its facts; a 429 always says when to come back, in whole seconds. */
export function errorBody(facts: {
  status: number;
  code: string;
  message: string;
  param?: string | null;
  headers?: Readonly<Record<string, string>> | undefined;
}): ErrorBody {
  const { status, code, message, param = null } = facts;
  const headers = withRetryAfter(status, facts.headers, Date.now());
  return {
    type: 'error',
    status,
    error: { type: errorType(status), code, message, param, ...(headers ? { headers } : {}) },
  };
}

function errorType(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
