import { streamIdField, type StreamId } from '../../protocol/streamId';
import type { ResponseCreate, ResponseInputItem, ResponseSteerEvent } from '../../protocol/wire';
import type { CacheField } from '../../protocol/promptCache';
import type { ServiceTier } from '../../protocol/serviceTier';
import { cacheRequestFields, type CacheControls } from './cacheControls';
import type { TurnRequest } from '../turn';
import { toolFields } from './turnTools';

/** The announced extension that ends a response; see `clientEvents.ts` of the protocol room. */
export interface CancelMessage {
  readonly type: 'codex_spark.cancel';
  readonly stream_id?: StreamId;
  readonly response_id?: string;
}

const breakpointField: CacheField = 'prompt_cache_breakpoint';

/** What a request becomes on one particular connection. */
export interface CreateParts {
  readonly request: Omit<TurnRequest, 'input' | 'previous' | 'fullInput'>;
  readonly model: string;
  readonly input: readonly ResponseInputItem[];
  /** The response to continue from, already known to be worth trying on this connection. */
  readonly previous: string | undefined;
  /** The lane on the wire. */
  readonly streamId: StreamId;
  /** False for a warm-up. */
  readonly generate: boolean;
  readonly serviceTier?: ServiceTier | undefined;
  /** Without it nothing is said of the prompt cache. */
  readonly cache?: CacheControls;
}

/**
 * The `response.create` of a turn. `store` is off: nothing is kept by the server beyond the connection.
 * Obfuscation padding is off: it would double the bytes of every delta.
 */
export function createEvent(parts: CreateParts): ResponseCreate {
  const { request, model, input, previous, streamId, generate, serviceTier, cache } = parts;
  return {
    type: 'response.create',
    ...streamIdField(streamId),
    model,
    ...(request.instructions === undefined ? {} : { instructions: request.instructions }),
    input: [...input],
    ...(previous === undefined ? {} : { previous_response_id: previous }),
    ...(generate ? {} : { generate: false }),
    ...(request.maxOutputTokens === undefined ? {} : { max_output_tokens: request.maxOutputTokens }),
    ...(request.reasoningEffort === undefined ? {} : { reasoning: { effort: request.reasoningEffort } }),
    ...(request.verbosity === undefined ? {} : { text: { verbosity: request.verbosity } }),
    ...(serviceTier === undefined ? {} : { service_tier: serviceTier }),
    ...toolFields(request.tools, request.toolChoice),
    ...(cache ? cacheRequestFields(cache) : {}),
    store: false,
    stream_options: { include_obfuscation: false },
  };
}

/**
 * One text frame.
 * @param takesBreakpoints false leaves out the breakpoints of the input, for servers that know none
 */
export function writeFrame(
  event: ResponseCreate | ResponseSteerEvent | CancelMessage,
  takesBreakpoints = true,
): string {
  if (takesBreakpoints) return JSON.stringify(event);
  return JSON.stringify(event, (key, value: unknown) => (key === breakpointField ? undefined : value));
}

/** Input as items, whichever way the caller gave it. */
export function inputItems(input: string | readonly ResponseInputItem[]): readonly ResponseInputItem[] {
  return typeof input === 'string' ? [message('user', input)] : input;
}

/** A message of one text. */
export function message(role: 'user' | 'assistant', text: string): ResponseInputItem {
  return { role, content: text };
}
